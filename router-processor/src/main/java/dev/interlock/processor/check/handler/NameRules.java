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
     * Checks a name for invisible characters, which no client would send. Reports the first one, and then returns
     * false.
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
