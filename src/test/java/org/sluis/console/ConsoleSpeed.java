package org.sluis.console;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sluis.TestTown;
import org.sluis.audit.reading.Crowded;
import org.sluis.audit.reading.LogEntries;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;
import org.sluis.party.person.Role;

/** Says how long each page takes in a log of so many disclosures of one school year, three entries each. Not a test. */
final class ConsoleSpeed {
    private static final int YEAR = 300 * 24 * 3600;
    private static final int BATCH = 50_000;
    private static final int TIMES = 15;

    private ConsoleSpeed() {}

    public static void main(String... args) {
        int disclosures = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int entries = disclosures * 3;
        try (Staff staff = new Staff("sluis.delivery.workers=0");
                Browser browser = new Browser(staff)) {
            TestTown town = new TestTown(staff.officers.gateway);
            town.childWithBothParentsConsent("measured");
            String disclosure = TestTown.read(staff.officers
                            .gateway
                            .post(
                                    "de-linde-direct",
                                    "/v1/doors/rest-json/plan-coordination/de-brug",
                                    town.plan("measured", "m-1"))
                            .body())
                    .path("disclosure")
                    .asText();
            fill(staff, entries);
            for (Room room : Room.values()) {
                Role role = room.roles().stream().sorted().findFirst().orElseThrow();
                Page page = browser.as(role);
                told("GET  " + room.path(), () -> page.request().get(room.path()));
            }
            Page page = browser.as(Role.AUDIT_REVIEWER);
            page.navigate("/console/log");
            String token = page.getAttribute("input[name=_csrf]", "value");
            told("POST /console/log", () -> post(page, "/console/log", token));
            told("POST /console/log (a pupil)", () -> post(page, "/console/log", token, "subject", "measured"));
            told("POST /console/log (a kind)", () -> post(page, "/console/log", token, "kind", "delivery-succeeded"));
            told("POST /console/log/story", () -> post(page, "/console/log/story", token, "disclosure", disclosure));
            told("POST /console/log/counts", () -> post(page, "/console/log/counts", token));
            told("POST /console/findings", () -> post(page, "/console/findings", token));
            told("POST /console/agreement", () -> post(page, "/console/agreement", token, "agreement", "waterlee"));
        }
    }

    /** By the gateway's own sequencer, as fast as it goes. */
    private static void fill(Staff staff, int entries) {
        Transactions transactions = staff.officers.gateway.bean(Transactions.class);
        Instant until = Instant.now().minusSeconds(60);
        long before = transactions.across(LogEntries::size);
        for (int first = 1; first <= entries; first += BATCH) {
            int last = Math.min(first + BATCH - 1, entries);
            staff.officers.asOwner(
                    Crowded.events(Officers.TENANT, first, last, entries, Math.max(1, YEAR / entries), until));
            long patience = System.nanoTime() + 60_000_000_000L;
            while (transactions.across(LogEntries::size) < before + last) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException("the sequencer gave " + last + " entries no place in a minute");
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
        staff.officers.asOwner("VACUUM (ANALYZE) sluis.audit_event, sluis.audit_sequence, sluis.audit_erasable");
    }

    private static APIResponse post(Page page, String path, String token, String... field) {
        FormData form = FormData.create().set("_csrf", token);
        if (field.length > 0) {
            form.set(field[0], field[1]);
        }
        return page.request().post(path, RequestOptions.create().setForm(form).setTimeout(120_000));
    }

    private static void told(String what, Supplier<APIResponse> asked) {
        List<Long> millis = new ArrayList<>();
        int status = 0;
        for (int i = 0; i < TIMES + 3; i++) {
            long began = System.nanoTime();
            APIResponse answer = asked.get();
            status = answer.status();
            answer.dispose();
            if (i >= 3) {
                millis.add((System.nanoTime() - began) / 1_000_000);
            }
        }
        Collections.sort(millis);
        System.out.printf(
                "%-36s %d  p50 %5d ms  p95 %5d ms%n",
                what, status, millis.get(millis.size() / 2), millis.get(millis.size() - 1));
    }
}
