"""Words of ``makersim live``."""

from sim.scenario.language import phrase

TEXTS = {
    "address": phrase("The live page is at {address} (Ctrl-C ends it)."),
    "room": phrase("Phones in the same network find the room at {address}"),
    "ended": phrase("The live page has ended."),
    "compiling": phrase("Compiling the model for this machine, once: half a minute ..."),
    "too_many": phrase("The live page shows at most {most} scenarios: the yardstick and yours."),
    "horizons": phrase("{a} and {b} do not run equally long, so that they cannot be compared."),
    "no_network": phrase(
        "This machine is in no local network, so that phones could not reach it: "
        "join one, or leave --lan out."
    ),
    "port_taken": phrase("Port {port} is taken or may not be used: name another with --port."),
    "ready": phrase("All is ready."),
    "unready": phrase("Not all is ready: see the lines marked ✗."),
}
CHECKS = {
    "compiled": phrase("The model is compiled for this machine ({seconds} s)."),
    "files": phrase("The page is installed whole; nothing is asked of the internet."),
    "files_missing": phrase("Files of the page are missing ({names}): install makersim again."),
    "port": phrase("Port {port} is free."),
    "fonts": phrase("A Chinese font is installed."),
    "no_fonts": phrase("No Chinese font is installed here: Chinese may show as boxes."),
    "network": phrase("In the local network this machine is {address}."),
    "no_network": phrase("This machine is in no local network: the room for phones needs one."),
    "code": phrase("The QR code of the room can be drawn."),
    "speed": phrase("Both futures run at {rate} months a second."),
    "slow": phrase(
        "Both futures run at only {rate} months a second: close other programs, "
        "or plug the machine in."
    ),
}
