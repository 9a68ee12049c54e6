package org.sluis.consent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sluis.canonical.FileNode;
import org.sluis.law.ConsentFact;

/** Invented families as a YAML file, and what their schools would post to {@code /v1/subjects} and {@code /v1/consents}. */
public final class FamiliesFile {
    private static final String SCHOOL_YEAR = "school-year";

    private final LocalDate yearStart;
    private final List<Child> children = new ArrayList<>();

    private FamiliesFile(LocalDate today) {
        LocalDate august = LocalDate.of(today.getYear(), Month.AUGUST, 1);
        this.yearStart = today.isBefore(august) ? august.minusYears(1) : august;
    }

    /** @param phone as a school writes it */
    public record Person(String localId, String kind, String name, String phone) {}

    /**
     * One child.
     *
     * @param story what is told of the family
     * @param subject JSON for {@code /v1/subjects}
     * @param consents JSON for {@code /v1/consents}, in the order they were given
     */
    public record Child(
            String story,
            String school,
            String localId,
            String givenName,
            String familyName,
            LocalDate birthDate,
            List<Person> holders,
            byte[] subject,
            List<byte[]> consents) {}

    /**
     * Every child of the file.
     *
     * @param today the school year it is in is the one that the file's periods mean
     * @throws IllegalArgumentException naming file and line
     */
    public static List<Child> load(Path file, LocalDate today) {
        FamiliesFile families = new FamiliesFile(today);
        FileNode root = FileNode.read(file);
        at(root.map(Set.of("families"), Set.of()), "families").list().forEach(families::family);
        return List.copyOf(families.children);
    }

    private void family(FileNode node) {
        Map<String, FileNode> family =
                node.map(Set.of("name", "story", "school", "children", "holders", "authority", "consents"), Set.of());
        List<Person> holders =
                at(family, "holders").list().stream().map(FamiliesFile::person).toList();
        List<Map<String, FileNode>> consents = at(family, "consents").list().stream()
                .map(each -> each.map(
                        Set.of("child", "by", "says", "purpose", "recipient", "categories", "period"),
                        Set.of("verified", "discloser")))
                .toList();
        for (FileNode each : at(family, "children").list()) {
            Map<String, FileNode> child = each.map(Set.of("localId", "givenName", "familyName", "birthDate"), Set.of());
            String localId = at(child, "localId").text();
            LocalDate birthDate = LocalDate.parse(at(child, "birthDate").text());
            children.add(new Child(
                    at(family, "story").text(),
                    at(family, "school").text(),
                    localId,
                    at(child, "givenName").text(),
                    at(child, "familyName").text(),
                    birthDate,
                    holders,
                    subject(localId, birthDate, holders, at(family, "authority")),
                    consents.stream()
                            .filter(consent -> at(consent, "child").text().equals(localId))
                            .map(this::consent)
                            .toList()));
        }
    }

    private static Person person(FileNode node) {
        Map<String, FileNode> person = node.map(Set.of("localId", "kind", "name", "phone"), Set.of());
        return new Person(
                at(person, "localId").text(),
                at(person, "kind").text(),
                at(person, "name").text(),
                at(person, "phone").text());
    }

    private byte[] subject(String localId, LocalDate birthDate, List<Person> holders, FileNode checked) {
        Map<String, FileNode> check = checked.map(Set.of("state", "source", "checkedOn"), Set.of("by"));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("localId", localId).put("birthDate", birthDate.toString());
        holders.forEach(holder -> body.withArray("holders")
                .addObject()
                .put("localId", holder.localId())
                .put("kind", holder.kind()));
        ObjectNode authority = body.putObject("authority")
                .put("state", at(check, "state").text())
                .put("source", at(check, "source").text())
                .put("checkedOn", start(at(check, "checkedOn")).toString());
        if (check.containsKey("by")) {
            authority
                    .put("evidence", digest(authority.toString()))
                    .put("by", at(check, "by").text());
        }
        return bytes(body);
    }

    private byte[] consent(Map<String, FileNode> consent) {
        LocalDate from = start(at(consent, "period"));
        String by = at(consent, "by").text();
        boolean child = by.equals(ConsentFact.CHILD);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("subject", at(consent, "child").text()).put("grantor", child ? ConsentFact.CHILD : ConsentFact.HOLDER);
        if (!child) {
            body.put("holder", by);
        }
        body.put("effect", at(consent, "says").text().equals("yes") ? "grant" : "refuse")
                .put("purpose", at(consent, "purpose").text())
                .put("recipient", at(consent, "recipient").text())
                .put("from", from.toString())
                .put("until", from.plusYears(1).toString())
                .put("textVersion", "2026-1");
        if (consent.containsKey("discloser")) {
            body.put("discloser", at(consent, "discloser").text());
        }
        at(consent, "categories").texts().forEach(body.withArray("categories")::add);
        if (consent.containsKey("verified")) {
            body.putObject("proof")
                    .put("verified", at(consent, "verified").text())
                    .put("by", "medewerker-12")
                    .put("at", from.minusDays(1) + "T10:00:00Z")
                    .put("digest", digest(body.toString()));
        }
        return bytes(body);
    }

    private LocalDate start(FileNode node) {
        return node.text().equals(SCHOOL_YEAR) ? yearStart : LocalDate.parse(node.text());
    }

    private static FileNode at(Map<String, FileNode> all, String key) {
        return Objects.requireNonNull(all.get(key), key);
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Stands for the digest of a signed form, or of a document. */
    private static String digest(String form) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(form.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }
}
