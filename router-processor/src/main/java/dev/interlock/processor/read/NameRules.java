package dev.interlock.processor.read;

import dev.interlock.processor.report.InvisibleCharacters;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import java.util.OptionalInt;

/** What holds for every text of a developer that becomes a name. */
final class NameRules {
    private NameRules() {}

    /** Whether readers see all of a name; reports a character that they do not, since no client would send it. */
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
