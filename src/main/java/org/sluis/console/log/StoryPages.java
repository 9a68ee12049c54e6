package org.sluis.console.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.console.SignedIn;
import org.sluis.disclosure.Explained;
import org.sluis.insight.LogDesk;
import org.sluis.policy.Explanation.Language;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One disclosure from the first moment to the last: what was decided, of which element, and what happened then. */
@Controller
class StoryPages {
    private final Explained explained;
    private final LogDesk desk;

    StoryPages(Explained explained, LogDesk desk) {
        this.explained = explained;
        this.desk = desk;
    }

    /** Posted, since each reading is recorded; of another organisation's there is a timeline at most, as its log shows it. */
    @PostMapping("/console/log/story")
    String story(@ModelAttribute("signedIn") SignedIn who, @RequestParam UUID disclosure, Locale locale, Model model) {
        Language language = locale.getLanguage().equals("en") ? Language.EN : Language.NL;
        try {
            model.addAttribute("story", explained.story(who.caller(), disclosure, language));
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_FOUND) {
                throw refused;
            }
        }
        String asked = "{\"disclosure\":\"" + disclosure + "\",\"limit\":200}";
        List<LoggedEntry> entries = new ArrayList<>(
                desk.page(who.caller(), asked.getBytes(StandardCharsets.UTF_8)).entries());
        Collections.reverse(entries);
        model.addAttribute("disclosure", disclosure);
        model.addAttribute("entries", entries);
        return "story";
    }
}
