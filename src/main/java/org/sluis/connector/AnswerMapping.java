package org.sluis.connector;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * How a door answers in the sender's own format, written from the {@code answers:} of a mapping file: a SOAP fault, the
 * return message of a standard. It says the reason and the places of what was refused and what the file names of the
 * message's own envelope, and has no way to anything else of the message.
 */
public final class AnswerMapping {
    private static final Set<String> WORDS =
            Set.of("format", "contentType", "namespaces", "reads", "codes", "template", "accepted", "refused");
    private static final String ACCEPTED = "accepted";
    private static final String OTHERWISE = "otherwise";
    private static final String VOCABULARY = """
            categories: {ANSWER: {nl: Antwoord, en: Answer}}
            elements:
              - {id: answer.code,       category: ANSWER, type: TEXT, max: 40, nl: Code, en: Code, confidentiality: N}
              - {id: answer.reason,     category: ANSWER, type: TEXT, max: 60, nl: Reden, en: Reason, confidentiality: N}
              - {id: answer.nl,         category: ANSWER, type: TEXT, max: 999, nl: Uitleg, en: Dutch, confidentiality: N}
              - {id: answer.en,         category: ANSWER, type: TEXT, max: 999, nl: Engels, en: English, confidentiality: N}
              - {id: answer.disclosure, category: ANSWER, type: TEXT, max: 36, nl: Kenmerk, en: Id, confidentiality: N}
              - {id: answer.number,     category: ANSWER, type: TEXT, max: 12, nl: Nummer, en: Number, confidentiality: N}
              - {id: answer.day,        category: ANSWER, type: TEXT, max: 10, nl: Dag, en: Day, confidentiality: N}
              - {id: place.at,          category: ANSWER, type: TEXT, max: 999, repeats: true, nl: Plaats, en: Place, confidentiality: N}
            """;
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,30}");
    private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

    private final @Nullable EnvelopeReading envelope;
    private final Map<String, String> codes;
    private final WriteMapping accepted;
    private final WriteMapping refused;

    private AnswerMapping(
            @Nullable EnvelopeReading envelope,
            Map<String, String> codes,
            WriteMapping accepted,
            WriteMapping refused) {
        this.envelope = envelope;
        this.codes = codes;
        this.accepted = accepted;
        this.refused = refused;
    }

    /**
     * What became of a message.
     *
     * @param reason null where it was accepted
     * @param where places, never values
     * @param nl what it means, in Dutch
     * @param en the same in English
     * @param disclosure its id; of a message that never got one, any that is new
     * @param day of the answer
     */
    public record Outcome(
            @Nullable Reason reason, List<String> where, String nl, String en, UUID disclosure, LocalDate day) {}

    static AnswerMapping compile(MappingSource source, ReadMapping in) {
        Map<String, MappingSource> fields = source.fields(WORDS);
        source.need(fields, "format").oneOf(List.of("xml"));
        Map<String, ReadPath> reads = new LinkedHashMap<>();
        MappingSource given = fields.get("reads");
        if (given != null) {
            given.fields().forEach((name, path) -> {
                if (!NAME.matcher(name).matches()) {
                    throw path.wrong("'" + name + "' is no name; write letters and digits");
                }
                reads.put("told." + name, ReadPath.of(path));
            });
        }
        StringBuilder words = new StringBuilder(VOCABULARY);
        reads.keySet().forEach(id -> words.append("  - {id: ")
                .append(id)
                .append(", category: ANSWER, type: TEXT, max: 40, nl: X, en: X, confidentiality: N}\n"));
        Dictionary dictionary =
                Dictionary.read(words.append("profiles: {}\n").toString().getBytes(StandardCharsets.UTF_8));
        WriteMapping accepted = template(source, fields, ACCEPTED, dictionary);
        WriteMapping refused = template(source, fields, "refused", dictionary);
        XmlRoot root = in.xml();
        if (!reads.isEmpty() && root == null) {
            throw source.wrong("reads names places of XML, and what comes in is none; leave reads out");
        }
        return new AnswerMapping(
                reads.isEmpty() || root == null ? null : new EnvelopeReading(root, reads),
                codes(source.need(fields, "codes")),
                accepted,
                refused);
    }

    private static WriteMapping template(
            MappingSource source, Map<String, MappingSource> fields, String which, Dictionary dictionary) {
        boolean own = fields.containsKey(which);
        if (own == fields.containsKey("template")) {
            throw source.wrong("write template: for every answer, or accepted: and refused:");
        }
        return WriteMappingFile.xml(
                source.need(fields, own ? which : "template"),
                fields.get("namespaces"),
                source.need(fields, "contentType").text(),
                dictionary);
    }

    private static Map<String, String> codes(MappingSource source) {
        Map<String, String> codes = new LinkedHashMap<>();
        source.fields().forEach((word, theirs) -> {
            boolean known = word.equals(ACCEPTED)
                    || word.equals(OTHERWISE)
                    || STATUS.matcher(word).matches()
                    || Stream.of(Reason.values())
                            .anyMatch(reason -> reason.code().equals(word));
            if (!known) {
                throw theirs.wrong(
                        "'" + word + "' is no reason; write accepted, a reason, a status of HTTP, or otherwise");
            }
            codes.put(word, theirs.text());
        });
        for (String word : List.of(ACCEPTED, OTHERWISE)) {
            source.need(source.fields(), word);
        }
        return Map.copyOf(codes);
    }

    /**
     * The answer; empty where the format has none: for what the file gives the code "", and for a message that does not
     * say what an answer repeats of it.
     *
     * @param message what came in, of which nothing has been checked yet
     */
    public Optional<Rendered> write(byte[] message, Outcome outcome) {
        Reason reason = outcome.reason();
        String code = code(reason);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> told = envelope == null ? Map.of() : envelope.read(message);
        if (told == null) {
            return Optional.empty();
        }
        String id = outcome.disclosure().toString();
        List<Element> facts = new ArrayList<>();
        facts.add(new Element("answer.code", 0, code));
        facts.add(new Element("answer.reason", 0, reason == null ? ACCEPTED : reason.code()));
        facts.add(new Element("answer.nl", 0, outcome.nl()));
        facts.add(new Element("answer.en", 0, outcome.en()));
        facts.add(new Element("answer.disclosure", 0, id));
        facts.add(new Element("answer.number", 0, id.substring(id.length() - 12)));
        facts.add(new Element("answer.day", 0, outcome.day().toString()));
        told.forEach((name, value) -> facts.add(new Element(name, 0, value)));
        for (int i = 0; i < outcome.where().size(); i++) {
            facts.add(new Element("place.at", i, outcome.where().get(i)));
        }
        try {
            return Optional.of((reason == null ? accepted : refused).render(Elements.of(facts)));
        } catch (Refused noCharactersForIt) {
            return Optional.empty();
        }
    }

    /** For the reason itself, or else for its status, or else for all. */
    private String code(@Nullable Reason reason) {
        String word = reason == null ? ACCEPTED : reason.code();
        String status = reason == null ? ACCEPTED : Integer.toString(reason.status());
        return codes.getOrDefault(word, codes.getOrDefault(status, codes.getOrDefault(OTHERWISE, "")));
    }
}
