package org.sluis.console.operating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluis.connector.Connectors;
import org.sluis.console.SignedIn;
import org.sluis.disclosure.Spine;
import org.sluis.policy.InForce;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Connectors with their doors, and every address of the gateway as its OpenAPI document describes it. */
@Controller
class ConnectorPages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connectors connectors;
    private final InForce inForce;
    private final Spine spine;
    private final OpenApiWebMvcResource openApi;
    private final String address;

    ConnectorPages(
            Connectors connectors,
            InForce inForce,
            Spine spine,
            OpenApiWebMvcResource openApi,
            @Value("${springdoc.api-docs.path}") String address) {
        this.connectors = connectors;
        this.inForce = inForce;
        this.spine = spine;
        this.openApi = openApi;
        this.address = address;
    }

    /** @param ways routes of its own: folders, servers of files, ways out that are no plain HTTP */
    record Line(String name, boolean reads, boolean writes, boolean answers, boolean open, List<Spine.Way> ways) {}

    @GetMapping("/console/connectors")
    String connectors(@ModelAttribute("signedIn") SignedIn who, Model model) {
        List<Spine.Way> ways = spine.ways();
        model.addAttribute(
                "connectors",
                connectors.names().stream()
                        .map(name -> new Line(
                                name,
                                connectors.reads(name),
                                connectors.writes(name),
                                connectors.answers(name).isPresent(),
                                inForce.connectorOpen(who.tenant(), name),
                                ways.stream()
                                        .filter(way -> way.id().contains(name))
                                        .toList()))
                        .toList());
        return "connectors";
    }

    /** One way to call an address. @param answers status and what it means, in the order of the document */
    record Call(
            String method,
            String path,
            String summary,
            String about,
            List<String> fields,
            Map<String, String> answers) {
        /** As a fragment of an address. */
        public String anchor() {
            return (method + path).replaceAll("[^A-Za-z0-9]+", "-");
        }
    }

    @GetMapping("/console/doors")
    String doors(HttpServletRequest request, Locale locale, Model model) throws IOException {
        JsonNode document = JSON.readTree(openApi.openapiJson(request, address, locale));
        List<Call> calls = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(call -> calls.add(call(path.getKey(), call.getKey(), call.getValue()))));
        calls.sort(Comparator.comparing(Call::path).thenComparing(Call::method));
        model.addAttribute("calls", calls);
        model.addAttribute("address", address);
        return "doors";
    }

    private static Call call(String path, String method, JsonNode said) {
        List<String> fields = new ArrayList<>();
        said.path("parameters")
                .forEach(each -> fields.add(
                        each.path("name").asText() + " (" + each.path("in").asText() + ")"));
        said.path("requestBody").path("content").fieldNames().forEachRemaining(fields::add);
        Map<String, String> answers = new LinkedHashMap<>();
        said.path("responses")
                .properties()
                .forEach(answer -> answers.put(
                        answer.getKey(), answer.getValue().path("description").asText()));
        return new Call(
                method.toUpperCase(Locale.ROOT),
                path,
                said.path("summary").asText(),
                said.path("description").asText(),
                fields,
                answers);
    }
}
