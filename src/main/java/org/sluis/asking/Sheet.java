package org.sluis.asking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Label;

/** What one person reads: that it is about their child, or about them, and the questions; no name of a person, and nobody else's answer. */
final class Sheet {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Label YOUR_CHILD = new Label("uw kind", "your child");
    private static final Label YOU = new Label("jou", "you");

    private Sheet() {}

    /** @param holder null for the child */
    static Map<String, Object> of(AskedRequest request, @Nullable UUID holder, List<Question> questions) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("about", Question.label(holder == null ? YOU : YOUR_CHILD));
        sheet.put("textVersion", request.textVersion());
        sheet.put("respondBy", request.respondBy().toString());
        List<Object> shown = new ArrayList<>();
        questions.forEach(question -> shown.add(parsed(question.shown())));
        sheet.put("questions", shown);
        return sheet;
    }

    /** What was shown and what was answered, as canonical JSON (RFC 8785): the document that a consent's proof digests. */
    static String document(UUID invitation, Map<String, Object> sheet, Map<Question, AnswerForm.Answer> answers) {
        List<Object> said = new ArrayList<>();
        answers.forEach((question, answer) ->
                said.add(Map.of("question", question.number(), "categories", answer.categories())));
        return CanonicalJson.write(Map.of("invitation", invitation.toString(), "shown", sheet, "answers", said));
    }

    /** SHA-256, hexadecimal. */
    static String digest(String document) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }

    private static Map<String, Object> parsed(String ofOurs) {
        try {
            return JSON.readValue(ofOurs, new TypeReference<>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a question in the database is no JSON", damaged);
        }
    }
}
