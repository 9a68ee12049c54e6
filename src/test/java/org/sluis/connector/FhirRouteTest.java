package org.sluis.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route to an R4 server, over real HTTP: what was written is what arrives, once, at the place that was configured. */
class FhirRouteTest {
    private static final String BUNDLE = new String(
            Fixture.CONNECTORS
                    .out("fhir-r4")
                    .render(new Fixture(Fixture.ROOT.resolve("fhir-r4/school-plan")).elements())
                    .bytes(),
            UTF_8);
    private static final String ANSWER = "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        server.start();
    }

    private void routeWith(String token) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("sluis.connectors.fhir-r4.url", server.baseUrl() + "/fhir");
        if (!token.isEmpty()) {
            properties.setProperty("sluis.connectors.fhir-r4.token", token);
        }
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("fhirContext", new ConnectorConfiguration().fhirContext());
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(
                        camel, "file:" + Path.of("routes/connectors/fhir-r4/fhir-r4.camel.yaml")));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop();
    }

    @Test
    void sendsTheBytesAsTheyWereWrittenOnceWithTheTokenAndAsksNothingBefore() throws Exception {
        routeWith("waterlee-token");
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withBody(ANSWER)));

        send();

        assertThat(asked()).containsExactly("POST /fhir/");
        LoggedRequest request = server.findAll(anyRequestedFor(anyUrl())).get(0);
        assertThat(request.getBodyAsString().equals(BUNDLE))
                .as("the same bytes")
                .isTrue();
        server.verify(postRequestedFor(anyUrl())
                .withHeader("Authorization", equalTo("Bearer waterlee-token"))
                .withHeader("Content-Type", equalTo("application/fhir+json; charset=UTF-8")));
    }

    @Test
    void followsNoRedirect() throws Exception {
        routeWith("waterlee-token");
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            server.resetAll();
            server.stubFor(post(anyUrl())
                    .willReturn(
                            aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/elsewhere")));

            assertThatThrownBy(this::send).isNotNull();

            assertThat(asked()).as("asked after " + status).containsExactly("POST /fhir/");
        }
    }

    @Test
    void whatTheServerRefusesFailsTheSendAndIsNotTriedAgainHere() throws Exception {
        routeWith("waterlee-token");
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(422)));

        assertThatThrownBy(this::send).isNotNull();

        assertThat(asked()).containsExactly("POST /fhir/");
    }

    @Test
    void withoutATokenNoneIsSent() throws Exception {
        routeWith("");
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/fhir+json")
                        .withBody(ANSWER)));

        send();

        server.verify(postRequestedFor(anyUrl()).withoutHeader("Authorization"));
    }

    @Test
    void waitsTenSecondsAtMostForAnAnswerAndThreeForAConnection() {
        StraightHttp http =
                (StraightHttp) new ConnectorConfiguration().fhirContext().getRestfulClientFactory();

        assertThat(http.getSocketTimeout()).isEqualTo(10_000);
        assertThat(http.getConnectTimeout()).isEqualTo(3_000);
        assertThat(http.getConnectionRequestTimeout()).isEqualTo(3_000);
    }

    private List<String> asked() {
        return server.findAll(anyRequestedFor(anyUrl())).stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }

    private void send() {
        camel.createProducerTemplate().requestBody("direct:deliver-fhir-r4", BUNDLE);
    }
}
