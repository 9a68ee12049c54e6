package org.sluis.consent.csv;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines as a school's own system writes them: right ones, and one wrong for each thing that can be wrong. */
final class Lines {
    static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final Map<String, String> RIGHT = new LinkedHashMap<>();

    static {
        String[] right = {
            "subject",
            "pupil",
            "grantor",
            "holder",
            "holder",
            "ouder-1",
            "effect",
            "grant",
            "purpose",
            "plan-coordination",
            "discloser",
            "",
            "recipient",
            "de-brug",
            "recipientKind",
            "",
            "categories",
            "IDENT PLAN",
            "from",
            "" + TODAY,
            "until",
            "" + TODAY.plusDays(200),
            "textVersion",
            "2026-1",
            "verified",
            "in-person",
            "by",
            "ib-01",
            "at",
            TODAY.minusDays(1) + "T08:00:00.1234567Z",
            "digest",
            "ab".repeat(32),
            "orderReference",
            "",
            "orderDate",
            "",
            "orderPurposes",
            ""
        };
        for (int i = 0; i < right.length; i += 2) {
            RIGHT.put(right[i], right[i + 1]);
        }
    }

    private Lines() {}

    /** What is wrong, and the changes that make it so: column, value, column, value. */
    record Wrong(List<String> faults, String... changes) {}

    static final List<Wrong> WRONG = List.of(
            wrong("/subject:not-found", "subject", "nobody"),
            wrong("/subject:not-found", "subject", "=cmd|'/c calc'!A0"),
            wrong("/subject:missing", "subject", ""),
            wrong("/grantor:unknown", "grantor", "aunt"),
            wrong("/holder:missing", "holder", ""),
            wrong("/holder:not-for-the-child", "grantor", "child"),
            wrong("/holder:not-of-this-subject", "holder", "ouder-9"),
            wrong("/holder:without-authority", "holder", "stiefouder"),
            wrong("/effect:unknown", "effect", "maybe"),
            wrong("/purpose:not-an-id", "purpose", "Plan Coordination"),
            wrong("/discloser:not-an-id", "discloser", "De Brug"),
            wrong("/discloser:is-the-recipient", "discloser", "de-brug"),
            wrong("/discloser:unknown", "discloser", "nergens-bekend"),
            wrong("/recipient:missing", "recipient", ""),
            wrong("/recipient:not-an-id", "recipient", "De Brug"),
            wrong("/recipient:unknown", "recipient", "nergens-bekend"),
            wrong("/recipientKind:not-beside-a-recipient", "recipientKind", "youth-team"),
            wrong("/recipientKind:unknown", "recipient", "", "recipientKind", "bakery"),
            wrong("/categories:missing", "categories", ""),
            wrong("/categories/1:unknown", "categories", "IDENT PLANS"),
            wrong("/categories:there-twice", "categories", "IDENT PLAN IDENT"),
            wrong("/from:missing", "from", ""),
            wrong("/until:not-a-date", "until", "01-08-2027"),
            wrong("/until:ends-before-it-starts", "until", "" + TODAY),
            wrong("/until:too-long", "until", "" + TODAY.plusYears(9)),
            wrong("/textVersion:not-an-id", "textVersion", "versie een"),
            wrong("/proof:missing", "verified", "", "by", "", "at", "", "digest", ""),
            wrong("/proof/verified:unknown", "verified", "oracle"),
            wrong("/proof/by:not-an-id", "by", "Jan de Vries"),
            wrong("/proof/at:missing", "at", ""),
            wrong("/proof/at:in-the-future", "at", TODAY.plusDays(2) + "T08:00:00Z"),
            wrong("/proof/digest:not-a-sha-256", "digest", "xyz"),
            wrong("/order:only-for-the-yes-of-a-holder", order("effect", "refuse")),
            wrong("/order/reference:not-an-id", order("orderReference", "C/09 1")),
            wrong("/order/date:in-the-future", order("orderDate", "" + TODAY.plusDays(2))),
            wrong("/order/purposes:missing", order("orderPurposes", "")),
            wrong("/order/purposes/1:not-an-id", order("orderPurposes", "plan-coordination Signal")),
            new Wrong(List.of("/effect:unknown", "/textVersion:not-an-id"), "effect", "yes", "textVersion", "?"));

    private static Wrong wrong(String fault, String... changes) {
        return new Wrong(List.of(fault), changes);
    }

    private static String[] order(String column, String value) {
        List<String> all = new ArrayList<>(
                List.of("orderReference", "C-09-1", "orderDate", "" + TODAY, "orderPurposes", "plan-coordination"));
        all.addAll(List.of(column, value));
        return all.toArray(String[]::new);
    }

    static String header(String separator) {
        return String.join(separator, RIGHT.keySet());
    }

    /** A yes of the first parent, but for the changes. */
    static String line(String separator, String subject, String... changes) {
        Map<String, String> line = new LinkedHashMap<>(RIGHT);
        line.put("subject", subject);
        for (int i = 0; i < changes.length; i += 2) {
            line.put(changes[i], changes[i + 1]);
        }
        return String.join(separator, line.values());
    }
}
