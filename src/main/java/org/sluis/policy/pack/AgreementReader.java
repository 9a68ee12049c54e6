package org.sluis.policy.pack;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.party.PartyKind;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.agreement.Indicator;
import org.sluis.policy.agreement.Measure;
import org.sluis.policy.agreement.Signatory;
import org.sluis.policy.agreement.WorkingDays;

/** Reads one {@code agreement.yaml}; notes every fault with its line and what to write instead. */
final class AgreementReader {
    static final String[] KEYS = {
        "id", "label", "effective", "contact", "parties", "response-working-days", "calendar", "indicators"
    };
    static final String[] PARTY = {"id", "kind", "name", "signed-by", "signed-on", "document"};
    static final String[] CALENDAR = {"from", "until", "weekend", "holidays", "school-holidays"};
    static final List<String> MEASURES =
            Arrays.stream(Measure.values()).map(Measure::code).toList();
    static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    private AgreementReader() {}

    /** The agreement, or nothing when there is a fault in it. */
    static @Nullable Agreement read(String id, String text, List<PackFault> faults) {
        List<PackFault> found = new ArrayList<>();
        Place top = Place.whole(text, PackSource.agreement(id), found);
        @Nullable Agreement agreement = found.isEmpty() ? read(id, top) : null;
        found.stream().filter(fault -> !faults.contains(fault)).forEach(faults::add);
        return found.isEmpty() ? agreement : null;
    }

    private static Agreement read(String id, Place top) {
        top.only(KEYS);
        Place given = top.at("id");
        if (!given.text().equals(id)) {
            given.wrong("the id is not the name of the folder", "write " + id);
        }
        Place effective = top.at("effective").only("from", "until");
        LocalDate from = effective.at("from").date();
        return new Agreement(
                id,
                Written.label(top.at("label")),
                from,
                Written.until(effective, from),
                top.at("contact").text(),
                parties(top.at("parties")),
                responseTimes(top.at("response-working-days")),
                calendar(top.at("calendar")),
                indicators(top.at("indicators")));
    }

    private static List<Signatory> parties(Place list) {
        List<Signatory> parties =
                list.items().stream().map(AgreementReader::party).toList();
        once(list, parties, Signatory::id, "party");
        if (parties.stream().noneMatch(party -> party.kind() == PartyKind.MUNICIPALITY)) {
            list.wrong("no municipality signed", "write the party of kind municipality that did");
        }
        return parties;
    }

    private static Signatory party(Place item) {
        item.only(PARTY);
        Place document = item.at("document");
        String digest = document.text();
        if (!digest.isEmpty() && !digest.matches("[0-9a-f]{64}")) {
            document.wrong("this is no SHA-256 of a document", "write its 64 digits, as sha256sum does");
        }
        return new Signatory(
                new PartyId(Written.name(item.at("id"))),
                PackReader.kindWord(item.at("kind")),
                item.at("name").text(),
                item.at("signed-by").text(),
                item.at("signed-on").date(),
                digest);
    }

    private static SortedMap<String, Integer> responseTimes(Place times) {
        SortedMap<String, Integer> byPurpose = new TreeMap<>();
        for (String purpose : times.keys()) {
            Written.name(purpose, times.at(purpose));
            if (byPurpose.put(purpose, times.at(purpose).number(1, 60)) != null) {
                times.wrong(purpose + " stands here twice", "keep one of them");
            }
        }
        return Collections.unmodifiableSortedMap(byPurpose);
    }

    private static WorkingDays calendar(Place calendar) {
        calendar.only(CALENDAR);
        LocalDate from = calendar.at("from").date();
        LocalDate until = calendar.at("until").date();
        if (!until.isAfter(from)) {
            calendar.at("until").wrong("the calendar ends before it begins", "write a day after " + from);
        }
        Set<DayOfWeek> weekend = new HashSet<>();
        Place days = calendar.at("weekend");
        for (Place day : days.items()) {
            String word = day.oneOf(DAYS, "day of the week");
            if (DAYS.contains(word) && !weekend.add(DayOfWeek.of(DAYS.indexOf(word) + 1))) {
                day.wrong("this day stands here twice", "keep one of them");
            }
        }
        if (weekend.size() == DAYS.size()) {
            days.wrong("no day of the week is worked", "write [saturday, sunday]");
            weekend.clear();
        }
        Set<LocalDate> holidays = new HashSet<>();
        for (Place holiday : calendar.at("holidays").items()) {
            Place day = holiday.only("day", "label").at("day");
            Written.label(holiday.at("label"));
            if (!holidays.add(day.date())) {
                day.wrong("this day stands here twice", "keep one of them");
            }
        }
        return new WorkingDays(
                from,
                until,
                Collections.unmodifiableSet(weekend),
                Collections.unmodifiableSet(holidays),
                calendar.at("school-holidays").items().stream()
                        .map(AgreementReader::period)
                        .toList());
    }

    private static WorkingDays.Period period(Place item) {
        item.only("from", "until", "label");
        Written.label(item.at("label"));
        LocalDate from = item.at("from").date();
        LocalDate until = item.at("until").date();
        if (!until.isAfter(from)) {
            item.at("until").wrong("it ends before it begins", "write the first day that is no holiday any more");
        }
        return new WorkingDays.Period(from, until);
    }

    private static List<Indicator> indicators(Place list) {
        List<Indicator> indicators =
                list.items().stream().map(AgreementReader::indicator).toList();
        once(list, indicators, Indicator::id, "indicator");
        return indicators;
    }

    private static Indicator indicator(Place item) {
        item.only("id", "measure", "label");
        String word = item.at("measure").oneOf(MEASURES, "measure");
        Measure measure = MEASURES.contains(word) ? Measure.of(word) : Measure.SIGNALS_SENT;
        return new Indicator(Written.name(item.at("id")), measure, Written.label(item.at("label")));
    }

    private static <T> void once(Place list, List<T> all, Function<T, Object> id, String what) {
        if (all.isEmpty() || all.stream().map(id).distinct().count() < all.size()) {
            list.wrong("the same " + what + " stands here twice, or none", "write each " + what + " once");
        }
    }
}
