package dev.interlock.processor;

import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.check.route.ProvenApplication;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProofMessage;
import dev.interlock.processor.verify.TableProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/**
 * If {@link #OPTION} requests the proof, proves that the tables in generated sources dispatch as the routes require.
 */
final class ProofStep {
    /**
     * Name of the compiler option. The proof runs if the option has the value {@code true} or is present without a
     * value.
     */
    static final String OPTION = "interlock.verify";

    private final ProcessingEnvironment environment;

    ProofStep(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Proves the tables of an application, and writes the report beside the router.
     *
     * @return false if the tables differ from the routes, or if the value of the option is unknown; either mistake is
     *     reported
     */
    boolean prove(ProvenApplication proven, List<JavaFile> files, Problems problems) {
        if (!environment.getOptions().containsKey(OPTION)) {
            return true;
        }
        // The map contains null for an option without a value.
        String value = Objects.requireNonNullElse(environment.getOptions().get(OPTION), "");
        if (value.isEmpty() || value.equals("true")) {
            return proveTables(proven, files, problems);
        }
        boolean isKnown = value.equals("false");
        if (!isKnown) {
            problems.add(
                    ProofMessage.UNKNOWN_VERIFY, Place.of(proven.application().root()), OPTION, value);
        }
        return isKnown;
    }

    private boolean proveTables(ProvenApplication proven, List<JavaFile> files, Problems problems) {
        TypeElement root = proven.application().root();
        TableProof proof =
                TableProof.of(proven, files.stream().map(JavaFile::toString).toList());
        proof.difference()
                .ifPresentOrElse(
                        difference -> problems.add(
                                ProofMessage.TABLES_DIFFER, Place.of(root), Place.describe(root), difference),
                        () -> write(proven.application(), proof.report()));
        return proof.difference().isEmpty();
    }

    /** Writes the report. Its name begins with the name of the router, because two applications may share a package. */
    private void write(Application application, String report) {
        String name = application.routerName() + ".routes.proof";
        try (Writer writer = environment
                .getFiler()
                .createResource(StandardLocation.SOURCE_OUTPUT, application.packageName(), name, application.root())
                .openWriter()) {
            writer.write(report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }
}
