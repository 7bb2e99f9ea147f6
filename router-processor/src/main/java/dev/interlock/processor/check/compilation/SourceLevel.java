package dev.interlock.processor.check.compilation;

import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Checks the Java version of the sources. */
public final class SourceLevel {
    private SourceLevel() {}

    /** Whether the version is 17 or later. Generated code needs 17. Reports an older version. */
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
