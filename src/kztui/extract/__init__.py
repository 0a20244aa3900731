"""From a report to incidents with facts: a cascade of small stages, the knowledge in data files.

sentences -> tokens with parts of speech -> noun and verb groups -> events with their roles -> dates, places, numbers
-> incidents -> facts with evidence. The stages follow FASTUS (Hobbs et al. 1997, "FASTUS: a cascaded finite-state
transducer for extracting information from natural-language text").
"""
