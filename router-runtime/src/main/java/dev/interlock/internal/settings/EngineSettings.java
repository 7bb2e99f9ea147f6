package dev.interlock.internal.settings;

import dev.interlock.internal.engine.BodyPace;
import dev.interlock.internal.engine.ConcurrencyLimit;
import dev.interlock.internal.engine.Timeouts;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.form.UploadDirectory;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import java.time.Duration;

/** Converts the settings of a server to the records of the engine. This happens once, when the server starts. */
public final class EngineSettings {
    /** Longest time between two checks of the time limits. */
    private static final long LONGEST_TICK_MILLIS = 1000;

    private EngineSettings() {}

    public static Http1 http1(Settings settings) {
        return new Http1(limits(settings), settings.get(Setting.MAX_PIPELINED));
    }

    private static Limits limits(Settings settings) {
        return new Limits(
                settings.get(Setting.MAX_REQUEST_LINE),
                settings.get(Setting.MAX_HEAD),
                settings.get(Setting.MAX_FIELDS),
                settings.get(Setting.MAX_BODY));
    }

    /**
     * Returns the settings for forms.
     *
     * @param uploads directory for parts that are too large for memory
     */
    public static FormSettings forms(Settings settings, UploadDirectory uploads) {
        return new FormSettings(
                settings.get(Setting.MAX_FORM_FIELDS),
                settings.get(Setting.MAX_PART_HEAD),
                settings.get(Setting.PART_MEMORY),
                settings.get(Setting.MAX_PART_FILES),
                uploads);
    }

    public static Timeouts timeouts(Settings settings) {
        return new Timeouts(
                settings.get(Setting.HEAD_TIMEOUT).toNanos(),
                settings.get(Setting.IDLE_TIMEOUT).toNanos());
    }

    public static BodyPace bodyPace(Settings settings) {
        return new BodyPace(
                settings.get(Setting.MIN_BODY_RATE),
                settings.get(Setting.HEAD_TIMEOUT).toNanos());
    }

    /** Returns the proxies whose statements about clients count. */
    public static TrustedProxies proxies(Settings settings) {
        return TrustedProxies.of(settings.get(Setting.TRUSTED_PROXIES), settings.get(Setting.STANDARD_FORWARDED));
    }

    public static ConcurrencyLimit inFlight(Settings settings) {
        return new ConcurrencyLimit(settings.get(Setting.MAX_IN_FLIGHT));
    }

    public static ConcurrencyLimit streams(Settings settings) {
        int most = settings.get(Setting.MAX_STREAMS);
        return new ConcurrencyLimit(most > 0 ? most : Math.max(1, settings.get(Setting.BLOCKING_THREADS) / 2));
    }

    /** Returns the time between two checks of the time limits, which is a part of the shortest limit. */
    public static Duration tick(Settings settings) {
        long shortest = Math.min(
                settings.get(Setting.HEAD_TIMEOUT).toMillis(),
                settings.get(Setting.IDLE_TIMEOUT).toMillis());
        Duration stream = settings.get(Setting.STREAM_TIMEOUT);
        if (!stream.isZero()) {
            shortest = Math.min(shortest, stream.toMillis());
        }
        return Duration.ofMillis(Math.max(1, Math.min(LONGEST_TICK_MILLIS, shortest / 4)));
    }
}
