package dev.interlock.processor.read.proto;

import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.schema.DescriptorSet;
import dev.interlock.processor.schema.ProtobufLibrary;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/** Finds the descriptor sets that a compilation is given. */
public final class DescriptorFiles {
    /** The option that names files, with {@link File#pathSeparator} between them. */
    public static final String OPTION = "interlock.descriptors";

    private static final String RESOURCE = "META-INF/interlock/descriptors.binpb";
    /** In this order, so that what the build wrote for this compilation comes before what dependencies bring. */
    private static final List<JavaFileManager.Location> LOCATIONS =
            List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH, StandardLocation.SOURCE_PATH);

    private DescriptorFiles() {}

    /**
     * The sets that the option names, or else the first resource that there is.
     *
     * @param place where mistakes are shown
     * @return empty, and something reported, if there is none or one cannot be read
     */
    public static List<DescriptorSet> find(ProcessingEnvironment environment, Place place, Problems problems) {
        if (!ProtobufLibrary.knowsEditions()) {
            problems.add(ProtoMessage.OLD_PROTOBUF, place);
            return List.of();
        }
        String paths = environment.getOptions().get(OPTION);
        if (environment.getOptions().containsKey(OPTION)) {
            return files(paths == null ? "" : paths, place, problems);
        }
        Optional<DescriptorSet> resource = LOCATIONS.stream()
                .flatMap(location -> resource(environment.getFiler(), location).stream())
                .findFirst();
        if (resource.isEmpty()) {
            problems.add(ProtoMessage.NO_DESCRIPTORS, place, RESOURCE);
        }
        return resource.stream().toList();
    }

    private static List<DescriptorSet> files(String paths, Place place, Problems problems) {
        List<DescriptorSet> sets = new ArrayList<>();
        boolean allRead = true;
        for (String path : paths.split(File.pathSeparator, -1)) {
            try {
                sets.add(new DescriptorSet(path, Files.readAllBytes(Path.of(path))));
            } catch (IOException | InvalidPathException e) {
                problems.add(ProtoMessage.MISSING_DESCRIPTORS, place, path, File.pathSeparator);
                allRead = false;
            }
        }
        return allRead ? sets : List.of();
    }

    /** A resource; empty if there is none, which compilers tell in different ways. */
    private static Optional<DescriptorSet> resource(Filer filer, JavaFileManager.Location location) {
        try (InputStream in = filer.getResource(location, "", RESOURCE).openInputStream()) {
            return Optional.of(new DescriptorSet(RESOURCE, in.readAllBytes()));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
