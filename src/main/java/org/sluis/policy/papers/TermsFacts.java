package org.sluis.policy.papers;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.law.LawSettings;
import org.sluis.policy.pack.Conditions;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Side;

/** On which terms a pack lets anything go: between whom, under which agreement, for whom alone, and what must follow. */
final class TermsFacts {
    private final Words words;
    private final LawSettings law;
    private final LocalDate day;
    private final List<Pack> all;
    private final PartyFacts parties;
    private final AgreementFacts agreements;

    /** @param all of the packs, of which one may take the place of another for parties that it names */
    TermsFacts(Words words, LawSettings law, LocalDate day, List<Pack> all) {
        this.words = words;
        this.law = law;
        this.day = day;
        this.all = all;
        this.parties = new PartyFacts(words);
        this.agreements = new AgreementFacts(words, day);
    }

    void add(Pack pack, Map<String, Object> facts) {
        parties.add("discloser", pack, pack.discloser(), facts);
        parties.add("recipient", pack, pack.recipient(), facts);
        facts.put("agreement", agreements.of(pack.agreement()));
        conditions(pack.conditions(), facts);
        pack.obligations().forEach((name, value) -> facts.put("obligation-" + name, value));
        facts.put("keptFor", words.count("days", obligation(pack, "retain-days")));
        facts.put("answerWithin", words.count("working-days", obligation(pack, "respond-within-working-days")));
        notified(pack, facts);
        facts.put(
                "column",
                words.word("phrases", "column")
                        .replace("{policy}", pack.id())
                        .replace("{discloser}", String.valueOf(facts.get("discloserName")))
                        .replace("{recipient}", String.valueOf(facts.get("recipientName")))
                        .replace("{answer}", String.valueOf(facts.get("answerWithin"))));
        Facts.list(
                "elsewhere",
                all.stream()
                        .filter(other -> takesThePlaceOf(pack, other))
                        .map(this::way)
                        .toList(),
                facts);
        period(pack, facts);
    }

    /** One that every pack has. */
    private static String obligation(Pack pack, String name) {
        return Objects.requireNonNull(pack.obligations().get(name), name);
    }

    /** When it holds by its own period and by that of its agreement, before which it never begins. */
    private void period(Pack pack, Map<String, Object> facts) {
        LocalDate until = Stream.of(pack.until(), pack.agreement().until())
                .flatMap(Stream::ofNullable)
                .min(LocalDate::compareTo)
                .orElse(null);
        words.day("allowedFrom", pack.from(), facts);
        words.day("allowedUntil", until, facts);
        facts.put("notYet", day.isBefore(pack.from()));
        facts.put("over", until != null && !day.isBefore(until));
    }

    private void conditions(Conditions conditions, Map<String, Object> facts) {
        List<String> ages = conditions.ages().stream().map(this::age).toList();
        List<String> authorities = conditions.authority().stream()
                .map(state -> words.word("authority", state))
                .toList();
        Facts.list("ages", ages, facts);
        facts.put("agesInWords", ages.isEmpty() ? false : words.or(ages));
        Facts.list("authorities", authorities, facts);
        facts.put("authoritiesInWords", authorities.isEmpty() ? false : words.or(authorities));
    }

    private String age(String name) {
        for (int i = 0; i < law.bands().size(); i++) {
            if (law.bands().get(i).name().equals(name)) {
                LawSettings.@Nullable Band next =
                        i + 1 < law.bands().size() ? law.bands().get(i + 1) : null;
                return words.age(law.bands().get(i), next);
            }
        }
        throw new IllegalArgumentException("a policy is for the age " + name + ", which the law does not know");
    }

    private void notified(Pack pack, Map<String, Object> facts) {
        String written = pack.obligations().getOrDefault("notify", "");
        List<String> notified = Stream.of(written.split(","))
                .filter(each -> !each.isEmpty())
                .map(each -> words.word("notified", each)
                        .replace("{contact}", words.text(pack.agreement().contact())))
                .toList();
        Facts.list("notified", notified, facts);
        facts.put("notifiedInWords", notified.isEmpty() ? false : words.and(notified));
    }

    private Map<String, Object> way(Pack pack) {
        return Map.of(
                "number",
                PolicyFacts.number(pack),
                Facts.NAME,
                words.label(pack.label()),
                "discloser",
                parties.inSentence(pack, pack.discloser(), pack.disclosers()),
                "recipient",
                parties.inSentence(pack, pack.recipient(), pack.recipients()));
    }

    /** Whether the other governs alone where both would: of the same purpose, it names a party where this one names a kind. */
    private static boolean takesThePlaceOf(Pack pack, Pack other) {
        boolean discloser = narrower(pack.discloser(), other.discloser());
        boolean recipient = narrower(pack.recipient(), other.recipient());
        return other.purpose().equals(pack.purpose())
                && (discloser || meet(pack.discloser(), other.discloser()))
                && (recipient || meet(pack.recipient(), other.recipient()))
                && (discloser || recipient);
    }

    private static boolean narrower(Side side, Side other) {
        return side.named().isEmpty()
                && !other.named().isEmpty()
                && side.kinds().stream().anyMatch(other.kinds()::contains);
    }

    private static boolean meet(Side side, Side other) {
        return side.named().isEmpty() && other.named().isEmpty()
                ? side.kinds().stream().anyMatch(other.kinds()::contains)
                : side.named().stream().anyMatch(other.named()::contains);
    }
}
