package dev.interlock.processor.read;

import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** Reads the time limit of a handler. */
final class TimeoutReader {
    private static final long MOST_MILLIS = TimeUnit.DAYS.toMillis(1);

    /** A number and its unit. The number has at most nine digits, so the milliseconds fit into a long. */
    private static final Pattern LIMIT = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private static final long INVALID = -1;

    private final Scope scope;

    TimeoutReader(Scope scope) {
        this.scope = scope;
    }

    /**
     * Returns the time limit of the {@code @Timeout} that is closest to the handler: on the method, on its controller,
     * or on a class that has the method. The limit is in milliseconds, or 0 for no limit. Empty if there is no
     * annotation. Reports text that is not a valid limit.
     */
    Outcome<OptionalLong> read(Instance controller, HandlerMethod method) {
        return method.carrier(controller.type(), RuntimeAnnotations.TIMEOUT)
                .map(this::millis)
                .orElse(Outcome.sound(OptionalLong.empty()));
    }

    private Outcome<OptionalLong> millis(Element element) {
        AnnotationMirror annotation =
                Annotations.find(element, RuntimeAnnotations.TIMEOUT).orElseThrow();
        String text = Annotations.text(annotation, "value");
        long millis = millis(text);
        if (millis == INVALID) {
            scope.report(Message.INVALID_TIMEOUT, Place.ofMember(element, annotation, "value"), text);
        }
        return new Outcome<>(OptionalLong.of(millis), millis != INVALID);
    }

    private static long millis(String text) {
        Matcher limit = LIMIT.matcher(text);
        if (!limit.matches()) {
            return INVALID;
        }
        long millis = unit(limit.group(2)).toMillis(Long.parseLong(limit.group(1)));
        return millis <= MOST_MILLIS ? millis : INVALID;
    }

    private static TimeUnit unit(String name) {
        return switch (name) {
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            default -> TimeUnit.HOURS;
        };
    }
}
