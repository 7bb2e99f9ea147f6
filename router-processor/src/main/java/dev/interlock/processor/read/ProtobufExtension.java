package dev.interlock.processor.read;

import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import javax.lang.model.type.TypeMirror;

/** The extension that reads and writes messages of protobuf-java. Views and writers do not need it. */
final class ProtobufExtension {
    private ProtobufExtension() {}

    /**
     * Returns whether the extension is missing on the class path for a message, and reports it.
     *
     * @param subject the parameter or handler
     */
    static boolean isMissing(Scope scope, TypeMirror type, Place place, Object subject) {
        boolean missing = scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)
                && scope.known().find(RuntimeNames.PROTOBUF_CODEC).isEmpty();
        if (missing) {
            scope.report(Message.NO_MESSAGE_CODEC, place, subject, Place.describe(type));
        }
        return missing;
    }
}
