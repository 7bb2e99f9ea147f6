package dev.interlock.processor.source;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Secret fields of protobuf messages, which recordings redact. */
@FunctionalInterface
public interface SecretFields {
    /**
     * Returns the secret fields of a message, in the format of {@code RouteInfo.withSecretsOfBody}.
     *
     * @param type class of a message, or interface of a view or writer
     * @return the fields; empty if the descriptor of the message is unknown
     */
    Optional<List<String>> of(TypeMirror type);
}
