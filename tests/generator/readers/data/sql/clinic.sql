-- MySQL dump 10.13  Distrib 8.0.34, for Linux (x86_64)
--
-- Host: localhost    Database: clinic
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `clinic` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ /*!80016 DEFAULT ENCRYPTION='N' */;
USE `clinic`;

DROP TABLE IF EXISTS `patient`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `patient` (
  `patient_id` int unsigned NOT NULL AUTO_INCREMENT,
  `first_name` varchar(45) COLLATE utf8mb4_unicode_ci NOT NULL,
  `last_name` varchar(45) COLLATE utf8mb4_unicode_ci NOT NULL COMMENT 'Family name; ''maiden'' name in notes',
  `date_of_birth` date NOT NULL,
  `sex` enum('female','male','other','unknown') NOT NULL DEFAULT 'unknown',
  `insurance_no` char(12) DEFAULT NULL,
  `email` varchar(100) DEFAULT NULL,
  `allergies` set('penicillin','latex','nuts','pollen') DEFAULT NULL,
  `photo` mediumblob,
  `active` tinyint(1) NOT NULL DEFAULT '1',
  `last_update` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`patient_id`),
  UNIQUE KEY `uk_insurance` (`insurance_no`),
  KEY `idx_last_name` (`last_name`)
) ENGINE=InnoDB AUTO_INCREMENT=600 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Everybody who was ever treated here';
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `patient` WRITE;
/*!40000 ALTER TABLE `patient` DISABLE KEYS */;
INSERT INTO `patient` VALUES (1,'Mary','O\'Neil; CREATE TABLE x (','1990-01-01','female','A1',NULL,'latex,nuts',_binary '\0\'"',1,'2020-01-01 00:00:00'),(2,'Jo','Do','1991-01-01','male',NULL,NULL,NULL,NULL,0,'2020-01-01 00:00:00');
/*!40000 ALTER TABLE `patient` ENABLE KEYS */;
UNLOCK TABLES;

CREATE TABLE `doctor` (
  `doctor_id` smallint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(90) NOT NULL,
  `specialty_code` varchar(8) NOT NULL,
  `room` varchar(10) DEFAULT NULL,
  PRIMARY KEY (`doctor_id`),
  KEY `fk_doc_spec` (`specialty_code`),
  CONSTRAINT `fk_doc_spec` FOREIGN KEY (`specialty_code`) REFERENCES `specialty` (`code`) ON DELETE RESTRICT ON UPDATE CASCADE
) ENGINE=InnoDB;

CREATE TABLE `specialty` (
  `code` varchar(8) NOT NULL,
  `label` varchar(60) NOT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB;

CREATE TABLE `appointment` (
  `appointment_id` int unsigned NOT NULL AUTO_INCREMENT,
  `patient_id` int unsigned NOT NULL,
  `doctor_id` smallint unsigned NOT NULL,
  `starts_at` datetime NOT NULL,
  `ends_at` datetime NOT NULL,
  `status` enum('booked','arrived','done','cancelled','no_show') NOT NULL DEFAULT 'booked',
  `reason` varchar(255) DEFAULT NULL,
  `fee` decimal(8,2) unsigned NOT NULL DEFAULT '0.00',
  PRIMARY KEY (`appointment_id`),
  UNIQUE KEY `doctor_slot` (`doctor_id`,`starts_at`),
  KEY `fk_app_patient` (`patient_id`),
  CONSTRAINT `fk_app_doctor` FOREIGN KEY (`doctor_id`) REFERENCES `doctor` (`doctor_id`),
  CONSTRAINT `fk_app_patient` FOREIGN KEY (`patient_id`) REFERENCES `patient` (`patient_id`) ON DELETE CASCADE,
  CONSTRAINT `chk_time` CHECK ((`ends_at` > `starts_at`))
) ENGINE=InnoDB;

CREATE TABLE `prescription` (
  `id` int NOT NULL AUTO_INCREMENT,
  `appointment_id` int unsigned NOT NULL,
  `drug` varchar(80) NOT NULL,
  `dose_mg` decimal(7,2) NOT NULL,
  `times_per_day` tinyint unsigned NOT NULL DEFAULT 1,
  `until` date DEFAULT NULL,
  `notes` text,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_pre_app` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT `times` CHECK ((`times_per_day` between 1 and 12))
) ENGINE=InnoDB;

CREATE TABLE `invoice` (
  `id` int NOT NULL AUTO_INCREMENT,
  `appointment_id` int unsigned DEFAULT NULL,
  `number` varchar(20) NOT NULL,
  `amount` decimal(10,2) NOT NULL,
  `currency` char(3) NOT NULL DEFAULT 'EUR',
  `issued_on` date NOT NULL,
  `paid_on` date DEFAULT NULL,
  `state` enum('open','paid','void') NOT NULL DEFAULT 'open',
  PRIMARY KEY (`id`),
  UNIQUE KEY `number` (`number`),
  FULLTEXT KEY `ft` (`number`),
  CONSTRAINT `fk_inv_app` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`) ON DELETE SET NULL
) ENGINE=InnoDB;

/*!50001 CREATE VIEW `todays_appointments` AS SELECT
 1 AS `appointment_id`,
 1 AS `name`,
 1 AS `starts_at`*/;

DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `ins_app` AFTER INSERT ON `appointment` FOR EACH ROW BEGIN
    INSERT INTO log (a, b) VALUES (new.appointment_id, 'x');
    UPDATE patient SET active = 1 WHERE patient_id = new.patient_id;
  END */;;
DELIMITER ;

DELIMITER $$
CREATE PROCEDURE tidy(IN days INT)
BEGIN
  DELETE FROM invoice WHERE issued_on < now() - INTERVAL days DAY;
  CREATE TABLE not_a_table (id int);
END$$
DELIMITER ;
-- Dump completed on 2024-01-01
