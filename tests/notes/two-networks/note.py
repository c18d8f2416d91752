"""Two networks in one note, and an experiment that is given both."""

from scripts.backprop.numeric.evaluate import evaluate
from scripts.notes import Note

note = Note(__file__)


@note.experiment
def costs(symmetric, random):
    return {"symmetric": evaluate(symmetric).J, "random": evaluate(random).J}


@note.number("difference")
def difference(costs):
    return costs["symmetric"] - costs["random"]
