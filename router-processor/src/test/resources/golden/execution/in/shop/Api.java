package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(
        controllers = {Health.class, Images.class, Orders.class},
        filters = {Audit.class, Auth.class})
public final class Api {}
