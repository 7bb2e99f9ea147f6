package dev.interlock.processor.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.interlock.processor.report.Diagnosis;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** Lists the messages of the processor. They are the constants of all enums that implement {@link Diagnosis}. */
public final class Messages {
    private Messages() {}

    /** Returns all messages, ordered by code. */
    public static Stream<Diagnosis> all() {
        return new ClassFileImporter()
                .importPackagesOf(Diagnosis.class).stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(Diagnosis.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(Diagnosis.class::cast)
                        .sorted(Comparator.comparing(Diagnosis::code));
    }
}
