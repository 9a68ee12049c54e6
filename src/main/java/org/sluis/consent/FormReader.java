package org.sluis.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.StrictJson;

/** Reads the JSON bodies of the register. Collects every fault as a pointer and a code, never a value or a key of the sender's. */
public final class FormReader {
    /** Bytes of the largest body that is read. */
    public static final int LIMIT = 65_536;

    private static final int FAULTS_TOLD = 50;

    private final JsonNode node;
    private final String pointer;
    private final List<String> faults;

    private FormReader(JsonNode node, String pointer, List<String> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    static SubjectForm subject(byte[] body) {
        return read(body, form -> {
            form.only(Set.of("localId", "birthDate", "capable", "holders", "authority"));
            return new SubjectForm(
                    form.text("localId"),
                    form.has("birthDate") && !form.isPartial("birthDate") ? form.date("birthDate") : null,
                    form.has("capable") ? form.flag("capable") : null,
                    form.each("holders", holder -> {
                        holder.only(Set.of("localId", "kind"));
                        return new SubjectForm.Holder(holder.text("localId"), holder.text("kind"));
                    }),
                    form.object("authority", check -> {
                        check.only(Set.of("state", "source", "checkedOn", "evidence", "by"));
                        return new SubjectForm.Authority(
                                check.text("state"),
                                check.text("source"),
                                check.date("checkedOn"),
                                check.has("evidence") ? check.text("evidence") : null,
                                check.has("by") ? check.text("by") : null);
                    }),
                    form.isPartial("birthDate"));
        });
    }

    /** @throws Refused with a position where it is not JSON, CONSENT_NOT_VALID with every fault where it is no such form */
    public static AuthorityForm authority(byte[] body) {
        return read(body, form -> {
            form.only(Set.of("subject", "number", "holders"));
            return new AuthorityForm(form.text("subject"), form.text("number"), form.each("holders", holder -> {
                holder.only(Set.of("localId", "number"));
                return new AuthorityForm.Holder(holder.text("localId"), holder.text("number"));
            }));
        });
    }

    static ConsentForm consent(byte[] body) {
        return read(body, ConsentForm::of);
    }

    /** As from JSON, of what came in another form. @throws Refused CONSENT_NOT_VALID with every fault */
    public static ConsentForm consent(ObjectNode tree) {
        return read(tree, ConsentForm::of);
    }

    /** @throws Refused BODY_TOO_LARGE, what {@link StrictJson} refuses, or CONSENT_NOT_VALID with every fault */
    public static <T> T read(byte[] body, Function<FormReader, T> reading) {
        if (body.length > LIMIT) {
            throw new Refused(Reason.BODY_TOO_LARGE);
        }
        return read(StrictJson.tree(body), reading);
    }

    private static <T> T read(JsonNode tree, Function<FormReader, T> reading) {
        FormReader form = new FormReader(tree, "", new ArrayList<>());
        T read = reading.apply(form);
        refuse(form.faults);
        return read;
    }

    /** @throws Refused CONSENT_NOT_VALID with the first fifty of them, when there are any */
    public static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(
                    Reason.CONSENT_NOT_VALID, faults.subList(0, Math.min(faults.size(), FAULTS_TOLD)), Set.of());
        }
    }

    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** Any other key is a fault. */
    public void only(Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faults.add((pointer.isEmpty() ? "/" : pointer) + ":unknown-key");
            }
        });
    }

    /** A date of which only the year is known, or year and month: 2014, 2014-05, 2014-05-00. */
    private boolean isPartial(String key) {
        return node.path(key).asText().matches("[0-9]{4}(-[0-9]{2}|-[0-9]{2}-00)?");
    }

    /** Empty, and a fault, where it is no text. */
    public String text(String key) {
        return new FormReader(node.path(key), pointer + "/" + key, faults).itself();
    }

    String itself() {
        if (node.isTextual() && !node.textValue().isBlank()) {
            return node.textValue();
        }
        faults.add(pointer + (node.isMissingNode() || node.isNull() ? ":missing" : ":not-a-text"));
        return "";
    }

    /** The value, or false and a fault. */
    public boolean flag(String key) {
        if (!node.path(key).isBoolean()) {
            faults.add(pointer + "/" + key + ":not-true-or-false");
        }
        return node.path(key).booleanValue();
    }

    /** The day, or any and a fault. */
    public LocalDate date(String key) {
        return parsed(key, LocalDate::parse).orElse(LocalDate.EPOCH);
    }

    /** The instant, or any and a fault. */
    public Instant instant(String key) {
        return parsed(key, text -> OffsetDateTime.parse(text).toInstant()).orElse(Instant.EPOCH);
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parser) {
        int before = faults.size();
        String text = text(key);
        try {
            if (faults.size() > before) {
                return Optional.empty();
            } else if (text.startsWith("+") || text.startsWith("-")) {
                throw new DateTimeException("years of four digits are all that anyone else reads");
            }
            return Optional.of(parser.apply(text));
        } catch (DateTimeException notOne) {
            faults.add(pointer + "/" + key + ":not-a-date");
            return Optional.empty();
        }
    }

    /** The text fields of an object, whatever their names. */
    public SortedMap<String, String> texts(String key) {
        SortedMap<String, String> texts = new TreeMap<>();
        object(key, inner -> {
            inner.node.fieldNames().forEachRemaining(name -> texts.put(name, inner.text(name)));
            return inner;
        });
        return texts;
    }

    /** 0, and a fault, where it is no whole number. */
    public int number(String key) {
        if (!node.path(key).isInt()) {
            faults.add(pointer + "/" + key + (has(key) ? ":not-a-number" : ":missing"));
        }
        return node.path(key).asInt();
    }

    /** Null where there is none. */
    public <T> @Nullable T object(String key, Function<FormReader, T> reading) {
        if (!has(key)) {
            return null;
        }
        if (!node.path(key).isObject()) {
            faults.add(pointer + "/" + key + ":not-an-object");
        }
        return reading.apply(new FormReader(node.path(key), pointer + "/" + key, faults));
    }

    /** None, and a fault, where it is no list. */
    public <T> List<T> each(String key, Function<FormReader, T> reading) {
        List<T> all = new ArrayList<>();
        if (has(key) && !node.path(key).isArray()) {
            faults.add(pointer + "/" + key + ":not-a-list");
        }
        for (int i = 0; i < node.path(key).size(); i++) {
            all.add(reading.apply(new FormReader(node.path(key).path(i), pointer + "/" + key + "/" + i, faults)));
        }
        return List.copyOf(all);
    }
}
