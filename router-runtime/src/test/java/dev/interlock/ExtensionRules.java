package dev.interlock;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** Packages that an extension may import. */
public final class ExtensionRules {
    private static final List<String> JDK = List.of("java..", "org.jspecify..");

    /** Packages of the runtime that applications use. */
    private static final List<String> API = List.of(
            "dev.interlock.annotation",
            "dev.interlock.bytes",
            "dev.interlock.file",
            "dev.interlock.filter",
            "dev.interlock.http",
            "dev.interlock.log",
            "dev.interlock.observe",
            "dev.interlock.proto",
            "dev.interlock.server");

    /** Packages of the runtime that generated code uses. */
    private static final List<String> GENERATED_CODE = List.of("dev.interlock.generated..");

    private ExtensionRules() {}

    /**
     * Returns the rule that an extension imports only the JDK, the runtime's API, the runtime's packages for generated
     * code, and {@code libraries}.
     */
    public static ArchRule knowsOnly(String extension, String... libraries) {
        List<String> known = new ArrayList<>(List.of(libraries));
        known.add(extension);
        known.addAll(JDK);
        known.addAll(API);
        known.addAll(GENERATED_CODE);
        return classes()
                .that()
                .resideInAPackage(extension)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)));
    }
}
