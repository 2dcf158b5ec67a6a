"""Words of starter files, in English and Chinese."""

from sim.scenario.language import phrase

WORDS = {
    "head": phrase(
        "A scenario of makersim: only what differs from its parent. Lines that begin with '#'\n"
        "are comments; take the '#' away to make one count. All keys: makersim schema."
    ),
    "texts": phrase(
        "What it is called, what it asks, and what to look for; replace these with your own."
    ),
    "policies": phrase(
        "Policies. Each has a name of your choice, a lever, a value, and first and last month\n"
        "(until is inclusive); over the months of a ramp it grows to its full value. Policies on\n"
        "one lever add up, on those named ..._multiplier they multiply. Say where each number\n"
        "comes from: a key of calibration/evidence.yaml, or the word assumption."
    ),
    "example": phrase("assumption: an example"),
    "parents": phrase(
        "The parent's policies: null takes one away, a policy of the same name replaces it."
    ),
    "levers": phrase(
        "All levers with unit and range; an example is a tenth of the range, on top of what the\n"
        "parent has. What a lever does: makersim explain baseline LEVER."
    ),
    "units": phrase(
        "kCNY is a thousand yuan; shares may be written as 30 %, rates as 10 % per year. A slot\n"
        "holds one team at 2.5 desks: what is paid for a desk comes to 2.5 times as much a slot."
    ),
    "number": phrase("a pure number"),
    "quantity": phrase("{label}: {unit}, {low} to {high}"),
    "rest": phrase(
        "Less often wanted. Conditions outside policy replace the parent's whole series:"
    ),
    "more": phrase(
        "Parameters of the model (makersim explain baseline lists them), mechanisms, the last\n"
        "month, the size of the province and how to run it:"
    ),
    "question": phrase("{label}: what does it change?"),
    "look_for": phrase("Survival and funding by business model against {parent}."),
}
