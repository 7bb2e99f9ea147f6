package dev.interlock.processor.check.compilation;

import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Checks the source level, which is the Java version of the sources. */
public final class SourceLevel {
    private SourceLevel() {}

    /** Whether the source level is 17 or later, as generated code requires. Reports an older level. */
    public static boolean isEnough(SourceVersion version, TypeElement type, Problems problems) {
        boolean isEnough = version.compareTo(SourceVersion.RELEASE_17) >= 0;
        if (!isEnough) {
            problems.add(
                    Message.OLD_SOURCE_VERSION,
                    Place.of(type),
                    Place.describe(type),
                    version.name().replaceAll("\\D", ""));
        }
        return isEnough;
    }
}
