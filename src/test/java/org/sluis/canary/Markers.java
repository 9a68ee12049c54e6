package org.sluis.canary;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes values that stand nowhere else, valid for their kind: words of Unicode, days, numbers of telephones and accounts.
 * The words are lower-case, since an unknown capital within a sentence is taken for somebody's name.
 */
final class Markers {
    private static final String CONSONANTS = "bcdfghjklmnpqrtv";

    private final SecureRandom random = new SecureRandom();
    private final String run = letters(random.nextInt(1 << 16), 4);
    private final String digits = Integer.toString(1_000_000 + random.nextInt(9_000_000));
    private final int firstCount = 100_000 + random.nextInt(800_000);
    private final LocalDate firstDay = LocalDate.ofYearDay(2300 + random.nextInt(6000), 1);
    private final Map<String, Marker> byValue = new LinkedHashMap<>();

    /** All of them, in the order of their making: a later day is a later marker. */
    List<Marker> all() {
        return List.copyOf(byValue.values());
    }

    Optional<Marker> of(String value) {
        return Optional.ofNullable(byValue.get(value));
    }

    String text(String where) {
        String core = core();
        return keep(where, core + "éßж", core);
    }

    /** An id, a header or a name of a file: no letters but plain ones. */
    String word(String where) {
        String core = core();
        return keep(where, core, core);
    }

    String mail(String where) {
        String core = core();
        return keep(where, core + "@canarie.example.nl", core);
    }

    /** A document in base64, as a dossier holds it. */
    String document(String where) {
        String core = core();
        byte[] content = ("dit is " + core + " en niets anders").getBytes(StandardCharsets.UTF_8);
        return keep(where, Base64.getEncoder().encodeToString(content), core);
    }

    String date(String where) {
        String day = firstDay.plusDays(number()).toString();
        return keep(where, day, day);
    }

    String phone(String where) {
        return number(where, "06");
    }

    String number(String where) {
        return number(where, "48");
    }

    String iban(String where) {
        return number(where, "NL00SLUI");
    }

    /** A number that is read as a count: six digits at most. */
    String count(String where) {
        String count = Integer.toString(firstCount + number());
        return keep(where, count, count);
    }

    private String number(String where, String before) {
        String number = before + digits + (100_000 + number());
        return keep(where, number, number);
    }

    private String core() {
        return "zq" + run + letters(number(), 4);
    }

    private int number() {
        return byValue.size();
    }

    private String keep(String where, String value, String core) {
        byValue.put(value, new Marker(where, value, core));
        return value;
    }

    private static String letters(int number, int length) {
        List<Character> letters = new ArrayList<>();
        for (int left = number; letters.size() < length; left >>= 4) {
            letters.add(0, CONSONANTS.charAt(left & 15));
        }
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }
}
