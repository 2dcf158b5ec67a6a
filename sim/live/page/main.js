// The live page: makes its parts known to each other, then opens the session that the address names.
// state.js holds what is known; receive.js fills it; every other part draws what it hears of.

import "./legend.js";
import "./picture.js";
import "./charts.js";
import "./key.js";
import "./driven.js";
import "./timeline.js";
import "./levers.js";
import "./player.js";
import "./keyboard.js";
import "./hover.js";
import "./keep.js";
import "./help.js";
import "./room.js";
import "./stocks.js";
import "./scenarios.js";
import { openAsAddressed, wanted } from "./address.js";
import { language, speak } from "./language.js";
import { look, wear } from "./looks.js";
import { showLevers } from "./modes.js";
import { link } from "./socket.js";

const asked = wanted();
speak(asked.language ?? language());
wear(asked.look ?? look());
showLevers(asked.levers);
link(openAsAddressed);
