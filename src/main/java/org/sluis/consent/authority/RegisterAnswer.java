package org.sluis.consent.authority;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.authority.AuthoritySource.Finding;
import org.sluis.consent.authority.AuthoritySource.Person;
import org.sluis.gate.StrictJson;

/** Reads an answer of the register. What is not understood to the last word is not guessed at. */
final class RegisterAnswer {
    private static final String UNDER_INVESTIGATION = "under-investigation";

    private final RegisterWords words;
    private final String child;

    private RegisterAnswer(RegisterWords words, String child) {
        this.words = words;
        this.child = child;
    }

    /** @throws Refused AUTHORITY_SOURCE_NOT_UNDERSTOOD, or CONSENT_NOT_VALID where there is nothing about the child */
    static Finding read(byte[] answer, RegisterWords words, String child) {
        return new RegisterAnswer(words, child).finding(tree(answer), answer);
    }

    private static JsonNode tree(byte[] answer) {
        try {
            return StrictJson.tree(answer);
        } catch (Refused notStrict) {
            throw notUnderstood();
        }
    }

    private Finding finding(JsonNode answer, byte[] bytes) {
        JsonNode relation = relation(answer);
        RegisterWords.Relation known = Optional.ofNullable(
                        words.relations().get(text(relation.at(words.places().word()))))
                .orElseThrow(RegisterAnswer::notUnderstood);
        List<Person> persons = persons(relation, known);
        String state = known.state();
        if (inDoubt(relation)) {
            state = UNDER_INVESTIGATION;
        } else if (state.equals(AuthorityChecks.ESTABLISHED) && persons.isEmpty()) {
            state = "unknown";
        }
        return new Finding(state, persons, Set.of(words.others()), bytes);
    }

    /** The one about this child: of a child who has children itself, the register tells of these too. */
    private JsonNode relation(JsonNode answer) {
        List<JsonNode> people = list(answer.at(words.places().people()));
        if (people.size() > 1) {
            throw notUnderstood();
        }
        List<JsonNode> about = new ArrayList<>();
        for (JsonNode person : people) {
            for (JsonNode relation : list(person.at(words.places().relations()))) {
                if (text(relation.at(words.places().child())).equals(child)) {
                    about.add(relation);
                }
            }
        }
        if (about.isEmpty()) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/number:not-in-the-register");
        } else if (about.size() > 1) {
            throw notUnderstood();
        }
        return about.get(0);
    }

    private List<Person> persons(JsonNode relation, RegisterWords.Relation known) {
        List<Person> persons = new ArrayList<>();
        Set<String> numbers = new HashSet<>(Set.of(child));
        for (JsonPointer at : words.roles()) {
            RegisterWords.Role role = known.persons().getOrDefault(at, new RegisterWords.Role("", 0, 0));
            JsonNode there = relation.at(at);
            List<JsonNode> all = there.isObject() ? List.of(there) : list(there);
            if (all.size() < role.least() || all.size() > role.most()) {
                throw notUnderstood();
            }
            all.forEach(each -> persons.add(person(each, role.kind())));
        }
        for (Person person : persons) {
            if (person.number() != null && !numbers.add(person.number())) {
                throw notUnderstood();
            }
        }
        return List.copyOf(persons);
    }

    private Person person(JsonNode node, String kind) {
        if (!node.isObject()) {
            throw notUnderstood();
        }
        JsonNode word = node.at(words.places().personWord());
        String said = word.isMissingNode() ? RegisterWords.AS_IT_STANDS : ofAPerson(words.personWords(), text(word));
        JsonNode number = node.at(words.places().personNumber());
        if (!said.equals(RegisterWords.AS_IT_STANDS)) {
            return new Person(null, said);
        } else if (number.isMissingNode()) {
            return new Person(null, kind);
        } else if (!words.number().matcher(text(number)).matches()) {
            throw notUnderstood();
        }
        return new Person(text(number), kind);
    }

    private static String ofAPerson(Map<String, String> known, String word) {
        return Optional.ofNullable(known.get(word)).orElseThrow(RegisterAnswer::notUnderstood);
    }

    private boolean inDoubt(JsonNode relation) {
        JsonNode said = relation.at(words.places().inDoubt());
        if (!said.isMissingNode() && !said.isBoolean()) {
            throw notUnderstood();
        }
        return said.booleanValue();
    }

    /** Nothing where there is nothing. */
    private static List<JsonNode> list(JsonNode node) {
        if (!node.isMissingNode() && !node.isArray()) {
            throw notUnderstood();
        }
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw notUnderstood();
        }
        return node.textValue();
    }

    private static Refused notUnderstood() {
        return new Refused(Reason.AUTHORITY_SOURCE_NOT_UNDERSTOOD);
    }
}
