package dev.interlock.processor.read;

import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;

/** Reads the numbers in the annotations of a method. */
final class MethodNumbers {
    private static final int SMALLEST_STATUS = 200;
    private static final int LARGEST_STATUS = 599;

    private final Scope scope;

    MethodNumbers(Scope scope) {
        this.scope = scope;
    }

    /**
     * Reads the status in {@code @Status}; empty without the annotation. Reports a number that is not a final status.
     */
    Outcome<OptionalInt> status(ExecutableElement method) {
        return number(method, RuntimeAnnotations.STATUS, SMALLEST_STATUS, LARGEST_STATUS, Message.INVALID_STATUS);
    }

    /** Reads the limit in {@code @MaxBody}, in bytes; empty without the annotation. Reports a negative number. */
    Outcome<OptionalInt> maxBody(ExecutableElement method) {
        return number(method, RuntimeAnnotations.MAX_BODY, 0, Integer.MAX_VALUE, Message.INVALID_MAX_BODY);
    }

    /** Reads the limit in {@code @MaxConcurrent}; empty without the annotation. Reports a number below 1. */
    Outcome<OptionalInt> maxConcurrent(ExecutableElement method) {
        return number(method, RuntimeAnnotations.MAX_CONCURRENT, 1, Integer.MAX_VALUE, Message.INVALID_MAX_CONCURRENT);
    }

    private Outcome<OptionalInt> number(ExecutableElement method, String name, int least, int most, Message message) {
        Optional<AnnotationMirror> annotation = Annotations.find(method, name);
        if (annotation.isEmpty()) {
            return Outcome.sound(OptionalInt.empty());
        }
        int value = Annotations.number(annotation.get(), "value");
        boolean isAllowed = value >= least && value <= most;
        if (!isAllowed) {
            scope.report(message, Place.ofMember(method, annotation.get(), "value"), value);
        }
        return new Outcome<>(OptionalInt.of(value), isAllowed);
    }
}
