"""Words of the live page that come from the server: sentences, errors, names of facts."""

from sim.scenario.language import phrase, phrase_in

SENTENCES = {
    "same": phrase("Up to {month} nothing differs from “{yardstick}”."),
    "one": phrase("By {month}, against “{yardstick}”, in this one run: {changes}."),
    "several": phrase(
        "By {month}, against “{yardstick}”, median and 90 % range of {runs} pairs of runs: "
        "{changes}."
    ),
}
CHANGES = {
    "open": phrase("spaces open {change}"),
    "specialised": phrase("of them specialised {change}"),
    "closed": phrase("closed so far {change}"),
    "funded": phrase("startups funded {change}"),
    "cost": phrase("public money {change}"),
    "range": phrase("{middle} ({low} to {high})"),
}
COUNTED = {
    "spaces": phrase_in("number of spaces", "{number}"),
    "startups": phrase_in("number of startups", "{number}"),
}
ERRORS = {
    "message": phrase("The page said something that the server does not understand: {why}"),
    "not_open": phrase("A session begins with the message “open”."),
    "unknown_scenario": phrase("There is no scenario called {name} here. There are: {names}."),
    "horizons": phrase("{a} and {b} do not run equally long, so that they cannot be compared."),
    "lever_range": phrase("{lever} may be from {low} to {high}."),
    "no_lever": phrase("There is no lever called {lever}."),
    "ended": phrase("The last month is reached: go back first, then move a lever."),
    "nothing_to_undo": phrase("There is no move to take back."),
    "no_space": phrase("That space is not open in this month."),
    "no_room": phrase("The room needs makersim live --lan."),
    "no_votes": phrase("Nobody has voted yet."),
    "rate": phrase("Too many messages at once: some were left out."),
    "engine": phrase("Something went wrong in the simulation. It stands still; start it again."),
    "full": phrase("All places of this server are taken. Close a page elsewhere first."),
    "idle": phrase("Nobody used this page for {minutes} minutes, so its run was let go."),
}
SPACE_FACTS = {
    "model": phrase("Business model"),
    "operator": phrase("Run by"),
    "service_type": phrase("Kind of service"),
    "field": phrase("Field"),
    "founded": phrase("Founded"),
    "closed": phrase("Closed"),
    "tenants": phrase("Tenants"),
    "tenants_of": phrase("{tenants} in {slots} slots"),
    "service": phrase("Service level"),
    "focus": phrase("Specialisation"),
    "rent": phrase("Share of rent in income"),
    "recognition": phrase("Recognition"),
    "before": phrase("before 2015"),
}
FIELDS = {
    "internet_software": phrase("internet and software"),
    "biomedicine": phrase("biomedicine"),
    "medical_devices": phrase("medical devices"),
    "new_materials": phrase("new materials"),
    "laser_photonics": phrase("laser and photonics"),
    "food_health": phrase("food and health"),
    "precision_machinery": phrase("precision machinery"),
    "culture_other": phrase("culture and other"),
}
RECOGNITIONS = {
    "none": phrase("not on the list"),
    "provincial": phrase("provincial"),
    "national": phrase("national"),
}
