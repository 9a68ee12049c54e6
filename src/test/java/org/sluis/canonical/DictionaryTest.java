package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTest {
    private static final String SMALL = """
            categories:
              IDENT: {nl: Wie het is, en: Who it is}
            elements:
              - {id: subject.localId, type: TEXT, max: 64, nl: Leerlingnummer, en: Pupil id}
              - {id: subject.pairwiseId, category: IDENT, type: PAIRWISE, of: [subject.localId], nl: Kenmerk, en: Id, confidentiality: N}
              - {id: subject.gender, category: IDENT, type: CODE, codes: [female, male], nl: Geslacht, en: Gender, confidentiality: N}
            profiles:
              PLAN: [subject.localId, subject.pairwiseId, subject.gender]
            """;

    @Test
    void loadsTheDictionaryOfTheHouse() {
        Dictionary dictionary = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
        assertThat(dictionary.elements()).hasSizeGreaterThan(50);
        assertThat(dictionary.profile("PLAN_SCHOOL"))
                .get()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.ITERABLE)
                .contains("goal.description");
        assertThat(dictionary.profile("PLAN_NOTICE"))
                .get()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.ITERABLE)
                .doesNotContain("goal.description");
        assertThat(dictionary.element("subject.localId").control()).isTrue();
        assertThat(dictionary.element("goal.description").repeats()).isTrue();
        assertThat(dictionary.element("holder.role").codes()).contains("111", "213");
        assertThat(dictionary.element("subject.birthDate").group()).isEqualTo("subject");
    }

    @Test
    void knowsNothingThatItDoesNotName() {
        Dictionary dictionary = read(SMALL);
        assertThat(dictionary.find("subject.gender")).isPresent();
        assertThat(dictionary.find("subject.religion")).isEmpty();
        assertThat(dictionary.find("Subject.gender")).isEmpty();
        assertThat(dictionary.profile("plan")).isEmpty();
        assertThat(dictionary.profile(null)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dictionary.element("subject.religion"))
                .withMessage("dictionary: no element subject.religion");
    }

    @Test
    void keepsTheOrderOfTheFileAndLetsNobodyChangeIt() {
        Dictionary dictionary = read(SMALL);
        assertThat(dictionary.profile("PLAN").orElseThrow())
                .containsExactly("subject.localId", "subject.pairwiseId", "subject.gender");
        assertThat(dictionary.elements()).extracting(ElementDefinition::id).endsWith("subject.gender");
        assertThatThrownBy(() -> dictionary.profile("PLAN").orElseThrow().add("x.y"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> dictionary.elements().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id: subject.gender,      | id: subject.localId,        | element subject.localId is defined twice; keep one
                    id: subject.gender,      | id: gender,                 | element gender: its id is not of the form group.name
                    id: subject.gender,      | id: subject.Gender-2,       | element subject.Gender-2: its id is not of the form
                    id: subject.gender,      | ''                          | element without id: id is missing; write group.name
                    category: IDENT, type: C | category: RELIGION, type: C | element subject.gender: its category is not in the list of categories; write one of [IDENT]
                    type: CODE,              | ''                          | element subject.gender: type is missing; write one of [TEXT, CODE,
                    type: CODE,              | type: COLOUR,               | element subject.gender: Cannot deserialize value
                    type: CODE,              | type: 1,                    | element subject.gender: Cannot
                    'codes: [female, male],' | ''                          | element subject.gender: codes: [...] go with type CODE
                    'codes: [female, male],' | 'codes: [],'                | element subject.gender: codes: [...] go with type CODE
                    'codes: [female, male],' | 'codes: [male, male],'      | element subject.gender: one of its codes stands there twice
                    'codes: [female, male],' | 'codes: [male], max: 9,'    | element subject.gender: max, the longest length in characters, goes with type TEXT
                    'codes: [female, male],' | 'codes: [male], colour: 1,' | element subject.gender: unknown key colour; write one of [
                    max: 64,                 | ''                          | element subject.localId: max, the longest length
                    max: 64,                 | max: 0,                     | element subject.localId: max is a number from 1 to 10000
                    max: 64,                 | max: "64",                  | element subject.localId: Cannot coerce
                    'max: 64,'               | 'max: 64, codes: [a],'      | element subject.localId: codes: [...] go with type CODE
                    'max: 64,'               | 'max: 64, of: [a.b],'       | element subject.localId: of: [...], the elements it is derived from
                    'max: 64,'               | 'max: 64, confidentiality: N,' | element subject.localId: without a category it never leaves
                    'of: [subject.localId],' | ''                          | element subject.pairwiseId: of: [...], the elements it is derived from
                    'of: [subject.localId],' | 'of: [subject.x],'          | element subject.pairwiseId: of names subject.x, which is no element
                    'of: [subject.localId],' | 'of: [subject.pairwiseId],' | element subject.pairwiseId: of names subject.pairwiseId, which is no element
                    Gender, confidentiality: N | Gender                    | element subject.gender: confidentiality is missing; write one of U L M N R V
                    Gender, confidentiality: N | 'Gender, confidentiality: X' | element subject.gender: confidentiality is one of U L M N R V
                    nl: Geslacht,            | ''                          | element subject.gender: nl, its Dutch label, is missing
                    en: Gender,              | en: ' ',                    | element subject.gender: en, its English label, is missing
                    nl: Geslacht,            | 'nl: Geslacht, nl: Sekse,'  | Duplicate
                    {nl: Wie het is, en: Who it is} | {nl: Wie het is}     | category IDENT needs a label
                    'PLAN: [subject.localId, subject.pairwiseId' | 'PLAN: [subject.localId' | profile PLAN has no subject; add subject.pairwiseId, or say anonymous: true
                    'PLAN: [subject.localId, subject' | 'PLAN: [subject' | profile PLAN names subject.pairwiseId, which is derived from subject.localId; add
                    'subject.pairwiseId, subject.gender]' | 'subject.pairwiseId, subject.age]' | profile PLAN names subject.age, which does not exist; add it to elements or take it out
                    'subject.pairwiseId, subject.gender]' | 'subject.pairwiseId, subject.localId]' | profile PLAN names subject.localId twice; keep one
                    'PLAN: [subject.localId, subject.pairwiseId, subject.gender]' | 'PLAN: []' | profile PLAN has no subject
                    'PLAN: [subject.localId, subject.pairwiseId, subject.gender]' | 'PLAN: {anonymous: true, elements: [subject.gender]}' | profile PLAN is anonymous and names subject.gender, which tells who the child is; take it out
                    'PLAN: [subject.localId, subject.pairwiseId, subject.gender]' | 'PLAN: {anonymous: false, elements: [subject.gender]}' | profile PLAN has no subject
                    'PLAN: [subject.localId, subject.pairwiseId, subject.gender]' | 'PLAN: {anonymus: true, elements: []}' | profile PLAN: unknown key anonymus
                    profiles:                | policies:                   | unknown key policies; write one of [
                    categories:              | colours:                    | unknown key colours; write one of [
                    """)
    void refusesAFileThatIsWrongAndNamesTheEntry(String right, String wrong, String message) {
        assertThat(SMALL).contains(right);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(SMALL.replace(right, wrong)))
                .withMessageStartingWith("dictionary: ")
                .withMessageContaining(message);
    }

    @Test
    void refusesAFileWithoutOneOfItsParts() {
        for (String part : new String[] {"categories", "elements", "profiles"}) {
            String without = SMALL.replaceFirst("(?s)" + part + ":\n( .*?\n)(?=\\S|\\z)", "");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(without))
                    .withMessage("dictionary: " + part + " is missing");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> read("")).withMessageContaining("is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> read("[]")).withMessageContaining("is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("elements: ["))
                .withMessageContaining("line 1");
        assertThatIllegalArgumentException().isThrownBy(() -> read(SMALL + "---\n" + SMALL));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Dictionary.load(Path.of("consent-policies/none.yaml")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void anAnonymousProfileHoldsNothingThatTellsWhoItIs() {
        String anonymous = SMALL.replace("profiles:", """
                          - {id: pupil.ageBand, category: IDENT, type: CODE, codes: ["4-7"], identifies: false, nl: Leeftijd, en: Age, confidentiality: N}
                          - {id: pupil.group, category: IDENT, type: TEXT, max: 9, nl: Groep, en: Class, confidentiality: N}
                          - {id: question.text, type: TEXT, max: 9, identifies: true, nl: Vraag, en: Question}
                        profiles:""")
                .replace("PLAN:", "ASK: {anonymous: true, elements: [pupil.ageBand]}\n  PLAN:");
        Dictionary dictionary = read(anonymous);
        assertThat(dictionary.anonymous("ASK")).isTrue();
        assertThat(dictionary.anonymous("PLAN")).isFalse();
        assertThat(dictionary.identifies("subject.gender")).isTrue();
        assertThat(dictionary.identifies("pupil.ageBand")).isFalse();
        for (String names : new String[] {"pupil.group", "question.text", "subject.localId, subject.pairwiseId"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(anonymous.replace("[pupil.ageBand]", "[" + names + "]")))
                    .withMessageContaining("profile ASK is anonymous and names ");
        }
    }

    @Test
    void onlyAConsultationIsAnonymousAndEveryOtherKindSaysWhoItIs() {
        Dictionary house = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
        assertThat(house.profiles())
                .containsExactlyInAnyOrder(
                        "SIGNAL",
                        "ACK",
                        "HAND_BACK",
                        "FEEDBACK",
                        "PLAN_SCHOOL",
                        "PLAN_NOTICE",
                        "PLAN_CARE",
                        "JOINT_PLAN",
                        "STATUS_START",
                        "STATUS_END",
                        "CONSULT");
        assertThat(house.profiles().stream().filter(house::anonymous)).containsExactly("CONSULT");
        assertThat(house.elements().stream()
                        .filter(e -> e.category().equals("IDENT") && !house.identifies(e.id()))
                        .map(ElementDefinition::id))
                .containsExactly("pupil.ageBand");
        assertThat(house.elements().stream()
                        .filter(e -> e.group().equals("holder"))
                        .map(ElementDefinition::id))
                .allMatch(house::identifies);
    }

    private static Dictionary read(String yaml) {
        return Dictionary.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
