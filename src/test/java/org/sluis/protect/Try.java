package org.sluis.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.ValueType;
import org.sluis.policy.Shipped;

/**
 * A message, who said yes to what, and one change of it. Of everything that the dictionary knows the message lacks what is
 * left out, so that shrinking leads to the whole message.
 *
 * @param leftOut elements that the message does not hold, with their positions
 * @param parentNot categories that the parent did not say yes to
 * @param childNot categories that the child did not say yes to
 * @param stranger an element that does not belong in this kind of message and is in it; empty for none
 * @param variant which other value an element gets
 */
record Try(
        Shipped.Way way,
        String ageBand,
        Set<String> leftOut,
        Set<String> parentNot,
        Set<String> childNot,
        String stranger,
        int variant) {

    static final int REPEATS = 2;

    Steps.Consents consents() {
        return new Steps.Consents(ageBand, but(parentNot), but(childNot));
    }

    Elements message() {
        List<Element> all = new ArrayList<>();
        Set<String> profile = Shipped.DICTIONARY.profile(way.profile()).orElseThrow();
        for (ElementDefinition element : Shipped.DICTIONARY.elements()) {
            if (element.type() != ValueType.PAIRWISE
                    && (profile.contains(element.id()) || element.id().equals(stranger))) {
                for (int at = 0; at < (element.repeats() ? REPEATS : 1); at++) {
                    Element one = new Element(element.id(), at, first(element, at));
                    if (!leftOut.contains(one.toString())) {
                        all.add(one);
                    }
                }
            }
        }
        return Elements.of(all);
    }

    /** The message with another value in this place; a text may also become what stands somewhere else in the message. */
    Elements with(Element changed) {
        ElementDefinition element = Shipped.DICTIONARY.element(changed.id());
        List<Element> others = message().stream()
                .filter(e -> Shipped.DICTIONARY.element(e.id()).type() == ValueType.TEXT)
                .toList();
        boolean borrows = element.type() == ValueType.TEXT && variant % 3 == 0 && !others.isEmpty();
        String value = borrows ? others.get(variant % others.size()).value() : other(element, changed);
        List<Element> all = new ArrayList<>(without(changed).stream().toList());
        element.type()
                .canonical(value, element)
                .ifPresent(valid -> all.add(new Element(changed.id(), changed.position(), valid)));
        return Elements.of(all);
    }

    Elements without(Element gone) {
        return message().only(e -> !e.toString().equals(gone.toString()));
    }

    private static Set<String> but(Set<String> not) {
        Set<String> categories = new TreeSet<>();
        Shipped.DICTIONARY.elements().forEach(e -> categories.add(e.category()));
        categories.remove("");
        categories.removeAll(not);
        return categories;
    }

    /** The same value every time, and one that no other element has where its type allows it. */
    static String first(ElementDefinition element, int at) {
        return switch (element.id()) {
            case "subject.localId", "subject.addressedAs" -> Steps.PUPIL;
            case "subject.birthDate" -> Steps.BORN;
            default -> value(element, at, 0);
        };
    }

    private String other(ElementDefinition element, Element changed) {
        String before = message().value(changed.id(), changed.position()).orElse("");
        return Optional.of(value(element, changed.position(), 1 + variant))
                .filter(value -> !value.equals(before))
                .orElseGet(() -> value(element, changed.position(), 2 + variant));
    }

    private static String value(ElementDefinition element, int at, int variant) {
        int number = at + 3 * variant;
        return switch (element.type()) {
            case CODE -> element.codes().get((at + variant) % element.codes().size());
            case BOOLEAN -> number % 2 == 0 ? "true" : "false";
            case INTEGER -> Integer.toString(7 + number);
            case DATE, PARTIAL_DATE -> "2026-10-" + (10 + number % 20);
            case BSN -> variant % 2 == 0 ? "999900018" : "999900006";
            case OIN -> "0000009900000000" + (1000 + number);
            case BRIN -> "99Z" + (char) ('A' + number % 26) + "00";
            case AGB -> Integer.toString(99990000 + number);
            case PHONE -> "06000003" + (10 + number % 90);
            case EMAIL -> "ouder-" + number + "@waterlee.example";
            default -> text(element, number);
        };
    }

    /** One word that nobody uses and that is in no other element's; four digits where there is no room for it. */
    private static String text(ElementDefinition element, int number) {
        String word = "q" + element.id().replace(".", "").toLowerCase(Locale.ROOT) + (char) ('a' + number % 26);
        return word.length() <= element.maxLength() ? word : Integer.toString(9000 + number);
    }
}
