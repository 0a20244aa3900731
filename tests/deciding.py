"""What analysts decide, in tests of two who do not know of each other."""

from collections.abc import Callable

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict
from kztui.model.fact import Field
from kztui.model.suggestion import Suggestion

Decide = Callable[[Casebook], Annotation]


def ids(book: Casebook) -> list[str]:
    found = book.search("", "id")
    return [row.id for row in found.rows(0, found.count)]


def verdict(said: Verdict, value: int | None = None) -> Decide:
    def decide(book: Casebook) -> Annotation:
        incident = book.incident(ids(book)[0])
        fact = next(fact for fact in incident.facts if fact.field is Field.KILLED)
        return book.annotate(AnnotationKind.VERDICT, Target(incident.id, fact.id), verdict=said, value=value)

    return decide


def merge(book: Casebook) -> Annotation:
    return book.decisions.merge(*ids(book))


def refuse(book: Casebook) -> Annotation:
    one, other = ids(book)
    return book.decisions.refuse(Suggestion(one, other, (), 1.0))


def dismiss(book: Casebook) -> Annotation:
    return book.decisions.dismiss(ids(book)[0], "a film set")


def figure(best: int) -> Decide:
    return lambda book: book.decisions.set_figure(ids(book)[0], Field.KILLED, best, f"the clinic says {best}")
