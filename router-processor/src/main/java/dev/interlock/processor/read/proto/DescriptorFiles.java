package dev.interlock.processor.read.proto;

import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.schema.DescriptorSet;
import dev.interlock.processor.schema.ProtobufLibrary;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/** Finds the descriptor sets for a compilation. They describe the files that {@code protoc} compiled. */
public final class DescriptorFiles {
    /** Processor option that names descriptor files, with {@link File#pathSeparator} between them. */
    public static final String OPTION = "interlock.descriptors";

    private static final String RESOURCE = "META-INF/interlock/descriptors.binpb";
    /**
     * Locations in the order of the search. The output of this compilation comes first. In each location, the compiler
     * finds only the first resource.
     */
    private static final List<JavaFileManager.Location> LOCATIONS =
            List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH, StandardLocation.SOURCE_PATH);

    private DescriptorFiles() {}

    /**
     * Returns the descriptor sets in the files that the option names. Without the option, searches the output of this
     * compilation, the class path, the source path and the path of the processor.
     *
     * @param place place at which mistakes are reported
     * @return descriptor sets; empty if a problem was reported, for example because no set was found or a file could
     *     not be read
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
        Map<URI, byte[]> resources = new LinkedHashMap<>();
        LOCATIONS.forEach(location -> addResource(environment.getFiler(), location, resources));
        addOwnResources(resources);
        if (resources.isEmpty()) {
            problems.add(ProtoMessage.NO_DESCRIPTORS, place, RESOURCE);
        }
        return resources.entrySet().stream()
                .map(it -> new DescriptorSet(
                        resources.size() == 1 ? RESOURCE : it.getKey().toString(), it.getValue()))
                .toList();
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

    /**
     * Adds the first resource of a location, if there is one. If there is none, compilers throw different exceptions.
     */
    private static void addResource(Filer filer, JavaFileManager.Location location, Map<URI, byte[]> resources) {
        try {
            FileObject file = filer.getResource(location, "", RESOURCE);
            try (InputStream in = file.openInputStream()) {
                resources.putIfAbsent(file.toUri(), in.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            // The location has no resource.
        }
    }

    /**
     * Adds the resources on the path of the processor. If the compilation has no separate processor path, adds the
     * resources on the class path.
     */
    private static void addOwnResources(Map<URI, byte[]> resources) {
        try {
            ClassLoader loader = Objects.requireNonNull(DescriptorFiles.class.getClassLoader());
            for (URL url : Collections.list(loader.getResources(RESOURCE))) {
                URLConnection connection = url.openConnection();
                // A cached archive would stay open. It would also be out of date if the build later replaces the
                // archive.
                connection.setUseCaches(false);
                try (InputStream in = connection.getInputStream()) {
                    resources.putIfAbsent(url.toURI(), in.readAllBytes());
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read " + RESOURCE + " beside the processor", e);
        }
    }
}
