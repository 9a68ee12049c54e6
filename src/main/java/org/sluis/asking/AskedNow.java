package org.sluis.asking;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.consent.DoNotAsk;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Grantors;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.party.Party;

/** Whether the person with a code is still asked, and which of the questions: by law, register and calendar of this moment. */
final class AskedNow {
    private final Clock clock;
    private final Law law;
    private final Whom whom;
    private final DoNotAsk doNotAsk;
    private final Directory directory;
    private final RequestRows rows;

    AskedNow(Clock clock, Law law, Whom whom, DoNotAsk doNotAsk, Directory directory, RequestRows rows) {
        this.clock = clock;
        this.law = law;
        this.whom = whom;
        this.doNotAsk = doNotAsk;
        this.directory = directory;
        this.rows = rows;
    }

    /** A person who may answer these questions now. */
    record Person(String tenant, Opened opened, AskedRequest request, List<Question> questions) {}

    /** @param why nobody: {@code request-over}, {@code not-to-be-asked} or {@code not-asked-now}; for the log alone */
    record Found(String why, @Nullable Person person) {}

    Found find(Connection connection, String tenant, Opened opened) {
        Instant now = clock.instant();
        LocalDate today = law.day(now);
        AskedRequest request = rows.of(connection, tenant, opened.request()).orElseThrow();
        if (request.overOn(today)) {
            return new Found("request-over", null);
        } else if (doNotAsk.about(
                connection,
                tenant,
                request.subject(),
                opened.holder(),
                request.purposes(),
                request.recipients(),
                today)) {
            return new Found("not-to-be-asked", null);
        }
        ConsentFacts facts = whom.facts(connection, tenant, request.subject(), now);
        List<Question> asked = request.questions().stream()
                .filter(question -> asks(connection, tenant, facts, question).include(opened.holder()))
                .toList();
        return asked.isEmpty()
                ? new Found("not-asked-now", null)
                : new Found("asked", new Person(tenant, opened, request, asked));
    }

    private Grantors asks(Connection connection, String tenant, ConsentFacts facts, Question question) {
        return whom.asked(
                facts,
                party(connection, tenant, question.discloser()).kind(),
                party(connection, tenant, question.recipient()),
                new Purpose(question.purpose()));
    }

    /** It is there: a question refers to it. */
    private Party party(Connection connection, String tenant, String id) {
        return directory.find(connection, tenant, new PartyId(id)).orElseThrow();
    }
}
