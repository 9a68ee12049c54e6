package org.sluis.disclosure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * What a request at a FHIR door asks for, but for its body.
 *
 * @param rest what of the path comes after the base
 */
record FhirAsked(Version version, String rest, HttpServletRequest http) {
    private static final Pattern PATH = Pattern.compile("/fhir/(stu3/)?[^/]+/[^/]+(/.*)?");
    private static final Pattern NAMED_VERSION =
            Pattern.compile("fhirVersion\\s*=\\s*\"?([0-9.]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> JSON = Set.of("json", "application/json", "application/fhir+json", "text/json");
    private static final List<String> ACCEPTED =
            List.of("*/*", "application/*", "application/json", "application/fhir+json", "application/json+fhir");
    private static final Set<String> PARAMETERS = Set.of("_format", "_pretty");

    /** A version of FHIR, and what is read and written in it. */
    enum Version {
        R4("fhir-r4", "4.0"),
        STU3("fhir-stu3", "3.0");

        private final String connector;
        private final String number;

        Version(String connector, String number) {
            this.connector = connector;
            this.number = number;
        }

        String connector() {
            return connector;
        }

        /** The CapabilityStatement of every base of this version. */
        Map<String, Object> metadata() {
            try (InputStream file = FhirAsked.class.getResourceAsStream("/fhir/" + connector + ".json")) {
                return JsonMapper.builder().build().readValue(file, new TypeReference<Map<String, Object>>() {});
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    static FhirAsked of(HttpServletRequest http) {
        Matcher path = PATH.matcher(http.getRequestURI());
        if (!path.matches()) {
            throw new Refused(Reason.NOT_FOUND);
        }
        String rest = path.group(2);
        return new FhirAsked(path.group(1) == null ? Version.R4 : Version.STU3, rest == null ? "" : rest, http);
    }

    /** Whether it came where messages come, rather than transactions. */
    boolean message() {
        return rest.equals("/$process-message");
    }

    /** @throws Refused where the answer is asked for in another format than JSON, or something is asked for that is not there */
    void refuseOtherFormat() {
        for (String name : Collections.list(http.getParameterNames())) {
            if (!PARAMETERS.contains(name)) {
                throw new Refused(Reason.PARAMETER_NOT_SUPPORTED);
            }
        }
        String format = http.getParameter("_format");
        boolean offered = format == null ? accepted(http.getHeader("Accept")) : JSON.contains(bare(format));
        if (!offered) {
            throw new Refused(Reason.FORMAT_NOT_OFFERED);
        }
        for (String header : List.of("Content-Type", "Accept")) {
            Matcher named = NAMED_VERSION.matcher(String.valueOf(http.getHeader(header)));
            if (named.find() && !named.group(1).startsWith(version.number)) {
                throw new Refused(header.equals("Accept") ? Reason.FORMAT_NOT_OFFERED : Reason.CONTENT_TYPE_UNKNOWN);
            }
        }
    }

    /** Which methods there are here. */
    String allowed() {
        if (rest.isEmpty() || rest.equals("/") || message()) {
            return "POST";
        } else if (rest.equals("/metadata")) {
            return "GET, HEAD";
        } else if (rest.matches("/Task/[^/]+")) {
            return "PUT";
        }
        throw new Refused(Reason.NOT_FOUND);
    }

    private static boolean accepted(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        for (String type : accept.split(",", 50)) {
            if (ACCEPTED.contains(bare(type))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].strip().replace(' ', '+').toLowerCase(Locale.ROOT);
    }
}
