package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import org.jspecify.annotations.Nullable;

/** Asks the reading whether a value lacks members after the application has rejected it. */
final class JacksonRejections extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable problem) {
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        return reading != null && reading.rejects(type, problem) ? null : NOT_HANDLED;
    }
}
