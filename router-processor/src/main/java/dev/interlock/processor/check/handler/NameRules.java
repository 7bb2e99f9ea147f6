package dev.interlock.processor.check.handler;

import dev.interlock.processor.report.InvisibleCharacters;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Scope;
import java.util.OptionalInt;

/** Checks names that developers write in annotations. */
public final class NameRules {
    private NameRules() {}

    /**
     * Checks that a name has no invisible characters, because no client would send them. If it has some, reports the
     * first one and returns false.
     */
    public static boolean isVisible(Scope scope, String name, Place place) {
        OptionalInt invisible = InvisibleCharacters.firstNeedless(name);
        if (invisible.isPresent()) {
            scope.report(
                    Message.INVISIBLE_IN_NAME,
                    place,
                    name,
                    InvisibleCharacters.name(name.codePointAt(invisible.getAsInt())));
        }
        return invisible.isEmpty();
    }
}
