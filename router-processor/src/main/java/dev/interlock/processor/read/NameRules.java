package dev.interlock.processor.read;

import dev.interlock.processor.report.InvisibleCharacters;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import java.util.OptionalInt;

/** Rules for all names that developers write in annotations. */
final class NameRules {
    private NameRules() {}

    /** Whether a name has no invisible character. Reports the first one, since no client would send it. */
    static boolean isVisible(Scope scope, String name, Place place) {
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
