package org.sluis.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;

/**
 * What a person posts: the code, and to open it nothing else; to answer, a yes or a no to each category of each question.
 *
 * @param answers none where the code is only opened
 */
public record AnswerForm(String code, List<Answer> answers) {
    static final String YES = "yes";
    static final String NO = "no";

    /** @param categories {@code yes} or {@code no} by category */
    public record Answer(int question, SortedMap<String, String> categories) {}

    /** @throws Refused CONSENT_NOT_VALID with every fault */
    static AnswerForm opening(byte[] body) {
        return FormReader.read(body, form -> {
            form.only(Set.of("code"));
            return new AnswerForm(form.text("code"), List.of());
        });
    }

    /** @throws Refused CONSENT_NOT_VALID with every fault */
    static AnswerForm answering(byte[] body) {
        return FormReader.read(body, form -> {
            form.only(Set.of("code", "answers"));
            return new AnswerForm(form.text("code"), form.each("answers", answer -> {
                answer.only(Set.of("question", "categories"));
                return new Answer(answer.number("question"), answer.texts("categories"));
            }));
        });
    }

    /**
     * The answers by question, when they are a yes or a no to exactly what was asked.
     *
     * @throws Refused CONSENT_NOT_VALID with every fault, naming questions and categories of ours alone
     */
    Map<Question, Answer> to(List<Question> questions) {
        List<String> faults = new ArrayList<>();
        Map<Question, Answer> to = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            String place = "/answers/" + i;
            questions.stream()
                    .filter(question -> question.number() == answer.question())
                    .findFirst()
                    .ifPresentOrElse(
                            question -> {
                                if (to.put(question, answer) != null) {
                                    faults.add(place + "/question:there-twice");
                                }
                                compare(question, answer, place + "/categories", faults);
                            },
                            () -> faults.add(place + "/question:not-asked"));
        }
        if (!to.keySet().containsAll(questions)) {
            faults.add("/answers:not-all");
        }
        FormReader.refuse(faults);
        return to;
    }

    private static void compare(Question question, Answer answer, String place, List<String> faults) {
        for (String category : question.categories()) {
            String said = answer.categories().get(category);
            if (said == null) {
                faults.add(place + "/" + category + ":missing");
            } else if (!said.equals(YES) && !said.equals(NO)) {
                faults.add(place + "/" + category + ":neither-yes-nor-no");
            }
        }
        if (!question.categories().containsAll(answer.categories().keySet())) {
            faults.add(place + ":not-asked");
        }
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "AnswerForm";
    }
}
