package org.sluis.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.TextSet;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.party.PartyKind;

/**
 * Reads many inputs that {@link DecisionJson} wrote, quickly. It knows the canonical form and nothing else: key by key in
 * their order, plain ASCII, no space. Whatever differs from that in anything is left to {@link DecisionJson#read}, which
 * alone says what an input is. Not for several threads.
 */
public final class DecisionScan {
    private final Recurring<String> texts = new Recurring<>(DecisionScan::ascii);
    private final Recurring<LocalDate> dates = new Recurring<>(bytes -> LocalDate.parse(ascii(bytes)));
    private final Recurring<PartyId> parties = new Recurring<>(bytes -> new PartyId(ascii(bytes)));
    private final Recurring<Purpose> purposes = new Recurring<>(bytes -> new Purpose(ascii(bytes)));
    private final Recurring<PartyKind> kinds = new Recurring<>(DecisionScan::kind);
    private final Recurring<SortedSet<String>> lists = new Recurring<>(DecisionScan::names);
    private final CanonicalBytes json = new CanonicalBytes();

    /** @throws IllegalArgumentException as {@link DecisionJson#read} does */
    public DecisionInput read(byte[] input) {
        DecisionInput quick = canonical(input);
        return quick == null ? DecisionJson.read(input) : quick;
    }

    /** The input; null where it is not in the canonical form, or not an input at all. */
    @Nullable
    DecisionInput canonical(byte[] input) {
        try {
            json.begin(input);
            DecisionInput read = input();
            json.end();
            return read;
        } catch (RuntimeException notCanonical) {
            return null;
        }
    }

    private DecisionInput input() {
        Instant at = json.key("{\"at\":").instant(dates);
        PartyId discloser = json.key(",\"discloser\":").string(parties);
        PartyKind discloserKind = json.key(",\"discloserKind\":").string(kinds);
        json.key(",\"facts\":");
        ConsentFacts facts = facts();
        String law = json.key(",\"lawDigest\":").string(texts);
        SortedSet<String> marks = json.key(",\"marks\":").list(lists);
        String pack = json.key(",\"packDigest\":").string(texts);
        SortedSet<String> present = json.key(",\"present\":").list(lists);
        Purpose purpose = json.key(",\"purpose\":").string(purposes);
        PartyId recipient = json.key(",\"recipient\":").string(parties);
        PartyKind recipientKind = json.key(",\"recipientKind\":").string(kinds);
        boolean shifted = json.key(",\"shifted\":").flag();
        json.key("}");
        return new DecisionInput(
                discloser,
                discloserKind,
                recipient,
                recipientKind,
                purpose,
                present,
                marks,
                facts,
                at,
                shifted,
                pack,
                law);
    }

    private ConsentFacts facts() {
        String ageBand = json.key("{\"ageBand\":").string(texts);
        String authority = json.key(",\"authority\":").string(texts);
        LocalDate checked = json.key(",\"authorityCheckedOn\":").none() ? null : json.string(dates);
        boolean agrees = json.key(",\"birthDateAgrees\":").flag();
        boolean capable = json.key(",\"capable\":").flag();
        json.key(",\"consents\":");
        List<ConsentFact> consents = each(this::consent);
        LocalDate day = json.key(",\"day\":").string(dates);
        json.key(",\"holders\":");
        List<HolderFact> holders = each(this::holder);
        json.key(",\"said\":");
        List<SaidFact> said = each(this::said);
        UUID subject = json.key(",\"subject\":").none() ? null : json.id();
        long version = json.key(",\"subjectVersion\":").number();
        json.key("}");
        return new ConsentFacts(
                subject, version, ageBand, agrees, capable, authority, checked, day, holders, consents, said);
    }

    private ConsentFact consent() {
        SortedSet<String> categories = json.key("{\"categories\":").list(lists);
        String effect = json.key(",\"effect\":").string(texts);
        LocalDate from = json.key(",\"from\":").string(dates);
        String grantor = json.key(",\"grantor\":").string(texts);
        UUID holder = json.key(",\"holder\":").none() ? null : json.id();
        UUID id = json.key(",\"id\":").id();
        ConsentFact.CourtOrder order = json.key(",\"order\":").none() ? null : order();
        boolean proof = json.key(",\"proofComplete\":").flag();
        String purpose = json.key(",\"purpose\":").string(texts);
        PartyId recipient = json.key(",\"recipient\":").none() ? null : json.string(parties);
        String kind = json.key(",\"recipientKind\":").none() ? null : json.string(texts);
        json.key(",\"said\":");
        Map<String, String> said = words();
        String text = json.key(",\"textVersion\":").string(texts);
        LocalDate until = json.key(",\"until\":").string(dates);
        boolean verified = json.key(",\"verified\":").flag();
        long version = json.key(",\"version\":").number();
        boolean withdrawn = json.key(",\"withdrawn\":").flag();
        json.key("}");
        return new ConsentFact(
                id,
                grantor,
                holder,
                effect,
                purpose,
                recipient,
                categories,
                from,
                until,
                text,
                withdrawn,
                proof,
                verified,
                version,
                kind,
                order,
                said);
    }

    private ConsentFact.CourtOrder order() {
        LocalDate date = json.key("{\"date\":").none() ? null : json.string(dates);
        SortedSet<String> about = json.key(",\"purposes\":").list(lists);
        String reference = json.key(",\"reference\":").none() ? null : json.string(texts);
        json.key("}");
        return new ConsentFact.CourtOrder(reference, date, about);
    }

    private HolderFact holder() {
        UUID id = json.key("{\"id\":").id();
        String kind = json.key(",\"kind\":").string(texts);
        json.key("}");
        return new HolderFact(id, kind);
    }

    private SaidFact said() {
        UUID holder = json.key("{\"holder\":").none() ? null : json.id();
        String purpose = json.key(",\"purpose\":").none() ? null : json.string(texts);
        PartyId recipient = json.key(",\"recipient\":").none() ? null : json.string(parties);
        UUID source = json.key(",\"source\":").none() ? null : json.id();
        String value = json.key(",\"value\":").string(texts);
        String word = json.key(",\"word\":").string(texts);
        json.key("}");
        return new SaidFact(word, value, source, holder, purpose, recipient);
    }

    private Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        if (json.isNext("{}")) {
            return words;
        }
        json.key("{");
        do {
            String word = json.string(texts);
            CanonicalBytes.require(words.put(word, json.key(":").string(texts)) == null);
        } while (json.isNext(","));
        json.key("}");
        return words;
    }

    private <T> List<T> each(Supplier<T> one) {
        if (json.isNext("[]")) {
            return List.of();
        }
        List<T> all = new ArrayList<>();
        json.key("[");
        do {
            all.add(one.get());
        } while (json.isNext(","));
        json.key("]");
        return all;
    }

    private static PartyKind kind(byte[] code) {
        String text = ascii(code);
        return Arrays.stream(PartyKind.values())
                .filter(kind -> kind.code().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** A list of texts with its brackets. */
    private static SortedSet<String> names(byte[] list) {
        String text = ascii(list);
        List<String> names = new ArrayList<>();
        if (!text.equals("[]")) {
            CanonicalBytes.require(text.startsWith("[\"") && text.endsWith("\"]"));
            for (String name : text.substring(2, text.length() - 2).split("\",\"", -1)) {
                CanonicalBytes.require(name.indexOf('"') < 0);
                names.add(name);
            }
        }
        return TextSet.of(names);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }
}
