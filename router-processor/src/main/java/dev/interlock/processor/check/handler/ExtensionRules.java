package dev.interlock.processor.check.handler;

import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Scope;
import javax.lang.model.type.TypeMirror;

/** Checks that the class path contains the extensions that the body types of handlers need. */
public final class ExtensionRules {
    private final Scope scope;

    public ExtensionRules(Scope scope) {
        this.scope = scope;
    }

    /**
     * Whether the class path contains the extension that a body type needs. Messages of protobuf-java need an
     * extension, but views and writers do not. Reports a missing extension.
     *
     * @param subject parameter or handler that messages name
     */
    public boolean check(TypeMirror type, Place place, Object subject) {
        boolean missing = scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)
                && scope.known().find(RuntimeNames.PROTOBUF_CODEC).isEmpty();
        if (missing) {
            scope.report(Message.NO_MESSAGE_CODEC, place, subject, Place.describe(type));
        }
        return !missing;
    }
}
