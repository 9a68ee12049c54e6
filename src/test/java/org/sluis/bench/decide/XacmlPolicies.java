package org.sluis.bench.decide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.FileNode;

/**
 * The rows and lines of the problem as XACML 3.0: a row is a rule for each of its alternatives, a word is an attribute, what
 * a row comes to is an obligation of its id.
 */
final class XacmlPolicies {
    static final String CATEGORY = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
    private static final String FIRST = "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:first-applicable";
    private static final String ALL = "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides";

    private final StringBuilder rules = new StringBuilder();
    private int count;

    private XacmlPolicies() {}

    /** Who stops it before anyone is asked, and who is asked. */
    static BasePdpEngine before() throws IOException {
        XacmlPolicies policies = new XacmlPolicies();
        policies.rows(Set.of("identity", "exception", "authority"), "Deny");
        policies.rows(Set.of("needed"), "Permit");
        return engine(policies.policy("before", FIRST));
    }

    /** Whether one statement counts. */
    static BasePdpEngine statement() throws IOException {
        XacmlPolicies policies = new XacmlPolicies();
        policies.rows(Set.of("consent"), "Deny");
        return engine(policies.policy("statement", FIRST));
    }

    /** What the answers come to, and what passes. */
    static BasePdpEngine together() throws IOException {
        XacmlPolicies policies = new XacmlPolicies();
        policies.rows(Set.of("joint", "veto"), "Deny");
        String stops = policies.policy("stops", FIRST);
        policies.rows(Set.of("element"), "Permit");
        policies.lines(Problem.dictionary());
        return engine("""
                <PolicySet xmlns="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicySetId="together" Version="1.0"
                    PolicyCombiningAlgId="urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable">
                <Target/>""" + stops + policies.policy("release", ALL) + "</PolicySet>");
    }

    private void rows(Set<String> stages, String effect) {
        for (FileNode row : Problem.list(Problem.rows(), "rows")) {
            Map<String, FileNode> all = row.map();
            if (stages.contains(FileNode.required(all, "stage").text())) {
                boolean deny = FileNode.required(all, "then").text().equals("deny");
                boolean joint = FileNode.required(all, "stage").text().equals("joint");
                FileNode when = FileNode.required(all, "when");
                for (FileNode each : when.isList() ? when.list() : List.of(when)) {
                    StringBuilder target = new StringBuilder();
                    each.map().forEach((word, values) -> target.append(anyOf(word, values.texts())));
                    target.append(joint && !deny ? anyOf("objection", Set.of("no")) : "");
                    rule(target.toString(), effect, FileNode.required(all, "id").text());
                }
            }
        }
    }

    /** A line lets its category, or its element, pass where everyone named the category; one that forbids keeps it. */
    private void lines(Dictionary dictionary) {
        for (FileNode line : Problem.list(Problem.policy(), "release")) {
            Map<String, FileNode> all = line.map();
            if (all.containsKey("category")) {
                String category = FileNode.required(all, "category").text();
                rule(anyOf("named-by-every", Set.of(category)), "Permit", "passes-" + category);
            } else {
                String element = FileNode.required(all, "element").text();
                boolean stays = FileNode.required(all, "rule").text().equals("FORBIDDEN");
                String category = dictionary.find(element).orElseThrow().category();
                String target = stays ? "" : anyOf("named-by-every", Set.of(category));
                rule(target, "Permit", (stays ? "stays-" : "passes-") + element);
            }
        }
    }

    private void rule(String target, String effect, String obligation) {
        rules.append("<Rule RuleId=\"r")
                .append(++count)
                .append("\" Effect=\"")
                .append(effect)
                .append("\">");
        rules.append(target.isEmpty() ? "" : "<Target>" + target + "</Target>");
        rules.append("<ObligationExpressions><ObligationExpression ObligationId=\"")
                .append(obligation);
        rules.append("\" FulfillOn=\"").append(effect).append("\"/></ObligationExpressions></Rule>");
    }

    private static String anyOf(String word, Set<String> values) {
        StringBuilder any = new StringBuilder("<AnyOf>");
        for (String value : values) {
            any.append("<AllOf><Match MatchId=\"urn:oasis:names:tc:xacml:1.0:function:string-equal\">")
                    .append("<AttributeValue DataType=\"" + STRING + "\">")
                    .append(value)
                    .append("</AttributeValue><AttributeDesignator Category=\"" + CATEGORY + "\" AttributeId=\"")
                    .append(word)
                    .append("\" DataType=\"" + STRING + "\" MustBePresent=\"false\"/></Match></AllOf>");
        }
        return any.append("</AnyOf>").toString();
    }

    private String policy(String id, String algorithm) {
        String policy = "<Policy xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" PolicyId=\"" + id
                + "\" Version=\"1.0\" RuleCombiningAlgId=\"" + algorithm + "\"><Target/>" + rules + "</Policy>";
        rules.setLength(0);
        return policy;
    }

    private static BasePdpEngine engine(String policy) throws IOException {
        Path folder = Files.createTempDirectory("bench-xacml");
        Path file = Files.writeString(folder.resolve("policy.xml"), policy);
        Path settings = Files.writeString(folder.resolve("pdp.xml"), """
                <pdp xmlns="http://authzforce.github.io/core/xmlns/pdp/8"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="8.1">
                  <policyProvider id="only" xsi:type="StaticPolicyProvider">
                    <policyLocation>%s</policyLocation>
                  </policyProvider>
                </pdp>""".formatted(file.toUri()));
        return new BasePdpEngine(
                PdpEngineConfiguration.getInstance(settings.toUri().toString()));
    }
}
