package dev.interlock.processor.read.json;

import java.util.Map;

/** Describes string formats in messages to clients, in the same words as for parameters of the same types. */
final class JsonExpectations {
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("java.util.UUID", "a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
            Map.entry("java.net.URI", "a URI"),
            Map.entry("java.net.URL", "a URL"),
            Map.entry("java.time.Instant", "an instant such as 2026-01-31T12:30:00Z"),
            Map.entry("java.time.LocalDate", "a date such as 2026-01-31"),
            Map.entry("java.time.LocalTime", "a time such as 12:30:00"),
            Map.entry("java.time.LocalDateTime", "a date and time such as 2026-01-31T12:30:00"),
            Map.entry("java.time.OffsetDateTime", "a date, time and offset such as 2026-01-31T12:30:00+01:00"),
            Map.entry("java.time.OffsetTime", "a time and offset such as 12:30:00+01:00"),
            Map.entry(
                    "java.time.ZonedDateTime",
                    "a date, time and zone such as 2026-01-31T12:30:00+01:00[Europe/Berlin]"),
            Map.entry("java.time.Duration", "a duration such as PT1H30M"),
            Map.entry("java.time.Period", "a period such as P1Y2M3D"),
            Map.entry("java.time.Year", "a year such as 2026"),
            Map.entry("java.time.YearMonth", "a year and month such as 2026-01"),
            Map.entry("java.time.MonthDay", "a month and day such as --01-31"),
            Map.entry("java.time.ZoneId", "a time zone such as Europe/Berlin"),
            Map.entry("java.time.ZoneOffset", "an offset such as +01:00"));

    private JsonExpectations() {}

    /**
     * Returns the description as a JSON shape for the type with this name; empty text if the type has no string format.
     */
    static String of(String type) {
        String text = TEXTS.get(type);
        return text == null ? "" : "'" + text + "'";
    }
}
