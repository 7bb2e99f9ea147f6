package shop;

import dev.interlock.annotation.HttpApp;
import dev.interlock.annotation.TrailingSlash;

@HttpApp(
        controllers = Health.class,
        filters = {Audit.class, Auth.class},
        trailingSlash = TrailingSlash.REDIRECT)
public final class Api {}
