package org.sluis.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.party.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

@ExtendWith(RealPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentDoorsTest {
    private Waterlee town;
    private MockMvc linde;
    private FamiliesFile.Child noor;

    @BeforeAll
    void open(Database database, @TempDir Path temp) {
        town = new Waterlee(database, temp.resolve("keys"));
        Bodies bodies = new Bodies(new Rejections(town.ledger, Clock.fixed(Waterlee.NOW, ZoneOffset.UTC)));
        linde = MockMvcBuilders.standaloneSetup(
                        new SubjectsController(town.subjects, bodies),
                        new ConsentsController(
                                town.consents, town.withdrawals, town.register, town.transactions, bodies))
                .setCustomArgumentResolvers(as(Waterlee.LINDE))
                .build();
        noor = FamiliesFile.load(Path.of("test-fixtures/people/families.yaml"), Waterlee.TODAY)
                .get(0);
    }

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void registersRecordsListsAndWithdraws() throws Exception {
        linde.perform(json("/v1/subjects", noor.subject()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(1));
        String recorded = linde.perform(json("/v1/consents", noor.consents().get(0)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = JsonPath.read(recorded, "$.consent");
        linde.perform(get("/v1/consents").param("subject", noor.localId()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.consents[0].id").value(id))
                .andExpect(jsonPath("$.consents[0].holder").value("WL-V-0311"))
                .andExpect(jsonPath("$.consents[0].withdrawnAt").doesNotExist());
        linde.perform(post("/v1/consents/" + id + "/withdrawal"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.consent").value(id))
                .andExpect(jsonPath("$.stopped").isEmpty());
        assertThat(town.drained).containsExactly(UUID.fromString(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "00000000-0000-4000-8000-000000000000", "0-0-0-0-0", "1-1-1-1-1"})
    void whatIsNoConsentOfOnesOwnIsNotThere(String id) {
        refused(() -> linde.perform(post("/v1/consents/" + id + "/withdrawal")), Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-of-this-name", "", "\0", "WL\0"})
    void aPupilThatIsNotOnRecordIsNotThere(String localId) {
        refused(() -> linde.perform(get("/v1/consents").param("subject", localId)), Reason.NOT_FOUND);
    }

    @Test
    void refusesABodyThatIsTooLargeOrNotStrictAndRecordsTheAttempt() {
        int before = town.events("consent-rejected").size();
        refused(() -> linde.perform(json("/v1/consents", new byte[FormReader.LIMIT + 1])), Reason.BODY_TOO_LARGE);
        refused(
                () -> linde.perform(json("/v1/subjects", "{\"localId\": \"a\", \"localId\": \"b\"}".getBytes())),
                Reason.DUPLICATE_KEY);
        refused(() -> linde.perform(json("/v1/subjects", "{\"localId\": 7}".getBytes())), Reason.CONSENT_NOT_VALID);
        refused(() -> linde.perform(json("/v1/consents", "{}".getBytes())), Reason.CONSENT_NOT_VALID);
        assertThat(town.events("consent-rejected")).hasSize(before + 4);
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void refused(Call call, Reason reason) {
        assertThatThrownBy(call::run).rootCause().isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.reason())
                .isEqualTo(reason));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder json(
            String path, byte[] body) {
        return post(path).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static HandlerMethodArgumentResolver as(Caller caller) {
        return new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Caller.class;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    ModelAndViewContainer model,
                    NativeWebRequest request,
                    WebDataBinderFactory binders) {
                return caller;
            }
        };
    }

    /** Zero children would prove nothing. */
    @Test
    void thereAreSixFamiliesAndTwinsWhoAreTold() {
        List<FamiliesFile.Child> children =
                FamiliesFile.load(Path.of("test-fixtures/people/families.yaml"), Waterlee.TODAY);
        assertThat(children).hasSize(7);
        assertThat(children.stream().map(FamiliesFile.Child::story).distinct()).hasSize(6);
        assertThat(children.get(5).birthDate()).isEqualTo(children.get(6).birthDate());
    }
}
