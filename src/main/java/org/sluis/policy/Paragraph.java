package org.sluis.policy;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Label;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.law.ConsentFact;
import org.sluis.law.LawFinding;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.Explanation.Line;
import org.sluis.policy.pack.Pack;

/**
 * A decision for whom it is about: short sentences, everyday words, no id, no rule, and nobody's answer. Whether somebody
 * refused is told as the sender was told it; who consented only where everyone did who was asked.
 */
record Paragraph(
        DecisionTrace trace,
        DecisionInput input,
        @Nullable Policy policy,
        Dictionary dictionary,
        Language language,
        ReasonTexts reasons) {

    /** @param lines of what the message held */
    String of(List<Line> lines, @Nullable Reason ended) {
        List<String> sentences = new ArrayList<>();
        sentences.add(looked());
        sentences.add(purpose());
        Reason reason = trace.decision().reason();
        if (reason != null) {
            sentences.add(stopped(trace.decision().outcome()));
            sentences.add(told(reason));
        } else {
            sentences.add(asked());
            sentences.add(goes(lines));
            sentences.add(stays(lines));
            sentences.add(ended == null ? lacking() : held());
            sentences.add(ended == null ? "" : told(ended));
        }
        return sentences.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
    }

    private String say(String nl, String en) {
        return language.of(nl, en);
    }

    private String say(Label label) {
        return language.of(label.nl(), label.en());
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.forLanguageTag(language.code()))
                .format(day);
    }

    private String looked() {
        String from = say(KindWords.of(input.discloserKind()));
        String to = say(KindWords.of(input.recipientKind()));
        String on = day(input.facts().day());
        return say(
                "Op " + on + " is bekeken wat " + from + " mag delen met " + to + ".",
                "On " + on + " it was checked what " + from + " may share with " + to + ".");
    }

    private String purpose() {
        if (policy == null) {
            return "";
        }
        Pack pack = policy.pack();
        String since = day(pack.from());
        LocalDate until = pack.until();
        return say("Het doel: ", "The purpose: ") + lower(say(pack.label())) + ". "
                + say("De afspraken daarover gelden vanaf ", "The policy for it is in force from ") + since
                + (until == null ? "" : say(" tot ", " until ") + day(until)) + ".";
    }

    private String stopped(Outcome outcome) {
        return switch (outcome) {
            case PENDING -> say("Het kan nog niet worden gedeeld.", "It cannot be shared yet.");
            case HOLD -> say("Het is tegengehouden en niet gedeeld.", "It was held and not shared.");
            case ROUTE -> say("Het hoort in een ander kanaal.", "It belongs in another channel.");
            default -> say("Het mag niet worden gedeeld.", "It may not be shared.");
        };
    }

    private String told(Reason reason) {
        return say("De afzender kreeg als antwoord: “", "The sender was told: “")
                + reasons.text(reason, language.code()) + "”";
    }

    /** Who was asked, in kinds. Here each of them said yes; where one did not, this is not told. */
    private String asked() {
        Set<String> consented = trace.considered().stream()
                .filter(each -> each.row() == null)
                .map(LawFinding.Considered::consent)
                .flatMap(id -> input.facts().consents().stream().filter(c -> c.id().equals(id)))
                .map(ConsentFact::grantor)
                .collect(Collectors.toSet());
        boolean holder = consented.contains(ConsentFact.HOLDER);
        boolean child = consented.contains(ConsentFact.CHILD);
        if (holder && child) {
            return say(
                    "Toestemming is gevraagd aan wie het gezag heeft, zoals een ouder of voogd, en aan het kind zelf.",
                    "Consent was asked of whoever has parental responsibility, such as a parent or guardian, and of the child.");
        } else if (holder) {
            return say(
                    "Toestemming is gevraagd aan wie het gezag heeft, zoals een ouder of voogd.",
                    "Consent was asked of whoever has parental responsibility, such as a parent or guardian.");
        } else if (child) {
            return say("Toestemming is gevraagd aan de jongere zelf.", "Consent was asked of the young person.");
        }
        return trace.decision().consents().isEmpty()
                ? say(
                        "Het gaat niet over één bepaald kind, daarom is geen toestemming nodig.",
                        "It is not about any child in particular, so no consent is needed.")
                : say(
                        "Toestemming is niet gevraagd, omdat de wet dat in dit geval niet eist.",
                        "Consent was not asked, because the law does not demand it in this case.");
    }

    private String goes(List<Line> lines) {
        Set<String> categories = new LinkedHashSet<>();
        lines.stream()
                .filter(Line::passes)
                .flatMap(line -> dictionary.find(line.element()).stream())
                .forEach(element -> categories.add(lower(say(dictionary.category(element.category())))));
        long passing = lines.stream().filter(Line::passes).count();
        String about = String.join("; ", categories);
        return say(
                "Van de " + lines.size() + " gegevens " + (passing == 1 ? "gaat er 1" : "gaan er " + passing)
                        + " mee, over: " + about + ".",
                "Of the " + lines.size() + " items " + passing + (passing == 1 ? " goes" : " go") + ", about: " + about
                        + ".");
    }

    private String stays(List<Line> lines) {
        SortedMap<String, List<String>> staying = new TreeMap<>(lines.stream()
                .filter(l -> !l.passes())
                .collect(Collectors.groupingBy(
                        Line::why, Collectors.mapping(l -> lower(l.label()), Collectors.toList()))));
        return staying.entrySet().stream()
                .map(each -> say("Niet mee gaat: ", "What stays: ") + String.join(", ", each.getValue())
                        + say(", want ", ", because ") + each.getKey() + ".")
                .collect(Collectors.joining(" "));
    }

    private String held() {
        return say("Toch is het niet gestuurd.", "Even so it was not sent.");
    }

    /** Of what must go and does not, only what people filled in or left out. */
    private String lacking() {
        String labels = trace.lacking().stream()
                .filter(each -> !Explanation.issued(each.get(0), dictionary))
                .map(each -> each.stream()
                        .map(id -> lower(Explanation.label(id, dictionary, language)))
                        .collect(Collectors.joining(say(" of ", " or "))))
                .collect(Collectors.joining(", "));
        return labels.isEmpty()
                ? ""
                : say(
                        "Zo wordt het toch niet gestuurd, want dit moet mee en ontbreekt: " + labels + ".",
                        "Even so it is not sent like this, for these must go and are not there: " + labels + ".");
    }

    /** In the middle of a sentence; a word in capitals stays as it is. */
    private String lower(String text) {
        boolean capitals = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return capitals ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
