package org.sluis.console.family;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.asking.FamilyDoor;
import org.sluis.asking.FamilySheet;
import org.sluis.asking.Given;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page of a parent or a young person, who has a code and no account. The code stands behind the # of the link or is typed, and
 * goes along with each form: nothing is kept of it between two pages, and before it opens nothing is shown of anybody.
 */
@Controller
class FamilyController {
    private static final String FAMILY = "/console/family";
    private static final String WITHDRAW = FAMILY + "/withdraw";
    private static final Set<Reason> OF_A_CODE = Set.of(Reason.CODE_NOT_VALID, Reason.TOO_MANY_TRIES);
    private static final Pattern ANSWER = Pattern.compile("a\\.(\\d{1,4})\\.([A-Z_]{1,40})");
    private static final String YES = "yes";

    private final FamilyDoor door;
    private final ReasonTexts texts;

    FamilyController(FamilyDoor door, ReasonTexts texts) {
        this.door = door;
        this.texts = texts;
    }

    /** Asks for the code. So does every page of this one that is only looked up: what it showed was for that moment. */
    @GetMapping({FAMILY, FAMILY + "/summary", FAMILY + "/answer"})
    String start() {
        return "family";
    }

    @GetMapping({WITHDRAW, WITHDRAW + "/consent"})
    String startWithdrawing() {
        return "family-code";
    }

    /** What is asked; with what was filled in before, where somebody comes back to change it. */
    @PostMapping(FAMILY)
    String open(@RequestParam Map<String, String> form, Model model, Locale locale, HttpServletResponse response) {
        return withCode("family", model, locale, response, () -> sheet(form, model, "family-sheet"));
    }

    /** Everything that was filled in, once more, before it is sent; the form again where something is missing. */
    @PostMapping(FAMILY + "/summary")
    String summary(@RequestParam Map<String, String> form, Model model, Locale locale, HttpServletResponse response) {
        return withCode("family", model, locale, response, () -> {
            sheet(form, model, "family-sheet");
            FamilySheet sheet = (FamilySheet) model.getAttribute("sheet");
            boolean all = sheet != null
                    && sheet.questions().stream().allMatch(question -> question.categories().stream()
                            .allMatch(category -> form.containsKey("a." + question.number() + "." + category.id())));
            model.addAttribute("missing", !all);
            return all ? "family-summary" : "family-sheet";
        });
    }

    /** Sends it. The withdrawal code is on this page and on no other. */
    @PostMapping(FAMILY + "/answer")
    String answer(@RequestParam Map<String, String> form, Model model, Locale locale, HttpServletResponse response) {
        return withCode("family", model, locale, response, () -> {
            sheet(form, model, "");
            model.addAttribute("answered", door.answer(code(form), said(form)));
            model.addAttribute("once", true); // another language would be another page, without the code
            return "family-answered";
        });
    }

    @PostMapping(WITHDRAW)
    String given(@RequestParam String code, Model model, Locale locale, HttpServletResponse response) {
        return withCode("family-code", model, locale, response, () -> given(code, model));
    }

    @PostMapping(WITHDRAW + "/consent")
    String withdraw(
            @RequestParam String code,
            @RequestParam UUID consent,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        return withCode("family-code", model, locale, response, () -> {
            Given.Stopped stopped = door.withdraw(code, consent);
            model.addAttribute("stopped", stopped);
            return given(code, model);
        });
    }

    private String given(String code, Model model) {
        model.addAttribute("given", door.given(code));
        model.addAttribute("code", code);
        return "family-given";
    }

    private String sheet(Map<String, String> form, Model model, String page) {
        model.addAttribute("sheet", door.open(code(form)));
        model.addAttribute("code", code(form));
        Map<String, String> said = new TreeMap<>();
        form.forEach((name, value) -> {
            if (ANSWER.matcher(name).matches()) {
                said.put(name, value.equals(YES) ? YES : "no");
            }
        });
        model.addAttribute("said", said);
        return page;
    }

    private static Map<Integer, SortedMap<String, String>> said(Map<String, String> form) {
        Map<Integer, SortedMap<String, String>> said = new TreeMap<>();
        form.forEach((name, value) -> {
            Matcher answer = ANSWER.matcher(name);
            if (answer.matches()) {
                said.computeIfAbsent(Integer.valueOf(answer.group(1)), number -> new TreeMap<>())
                        .put(answer.group(2), value);
            }
        });
        return said;
    }

    private static String code(Map<String, String> form) {
        return form.getOrDefault("code", "");
    }

    private interface Page {
        String show();
    }

    /** A code that is wrong gets the page that asks for it again, with one and the same sentence whatever is wrong with it. */
    private String withCode(String again, Model model, Locale locale, HttpServletResponse response, Page page) {
        try {
            return page.show();
        } catch (Refused refused) {
            if (!OF_A_CODE.contains(refused.reason())) {
                throw refused;
            }
            response.setStatus(refused.reason().status());
            model.addAttribute("wrong", texts.text(refused.reason(), locale.getLanguage()));
            return again;
        }
    }
}
